"""The only door to the engine: values in, values out."""

from wargame.engine.adjudicate import Adjudication as Adjudication
from wargame.engine.adjudicate import WorldEnded as WorldEnded
from wargame.engine.adjudicate import adjudicate as adjudicate
from wargame.engine.adjudicate import opening_world as opening_world
from wargame.engine.codec import ENGINE_VERSION as ENGINE_VERSION
from wargame.engine.codec import SCHEMA_VERSION as SCHEMA_VERSION
from wargame.engine.codec import CodecError as CodecError
from wargame.engine.codec import decode as decode
from wargame.engine.codec import encode as encode
from wargame.engine.errors import OrderError as OrderError
from wargame.engine.errors import SettingError as SettingError
from wargame.engine.ledger import LedgerEntry as LedgerEntry
from wargame.engine.outcomes import Outcome as Outcome
from wargame.engine.outcomes import OutcomeOption as OutcomeOption
from wargame.engine.outcomes import Reason as Reason
from wargame.engine.setting import Setting as Setting
from wargame.engine.setting import compile_setting as compile_setting
from wargame.engine.sheet import Order as Order
from wargame.engine.sheet import Sheet as Sheet
from wargame.engine.world import UNKNOWN as UNKNOWN
from wargame.engine.world import World as World
