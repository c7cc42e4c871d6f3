"""A small pack that is complete: two seats, three turns, one incident, every file."""

from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs" / "how-to"

COVER = """
meta:
  slug: small
  title: Small
  subtitle: A pack for tests
  category: Air
  place: Somewhere
  summary: Two seats and one incident.
  minutes: [30, 45]
  turns: 3
  status: ready
  focus: liancourt-rocks
  learning: [A zone is not airspace.]
facts: [airspace-incident-2019, gsomia, vostok-2018, sco]
notes:
  - {status: invented, subject: Odds, text: The odds are made up for play.}
  - {status: inferred, subject: Tracks, text: The tracks join the known points.}
map_window: {west: 125, south: 30, east: 140, north: 42}
states:
  - code: KOR
    name: South Korea
    seat: yes
    openness: 100
    approval: 50
    economy: 50
    readiness: 50
    standing: 50
    resolve: 50
  - code: JPN
    name: Japan
    seat: yes
    openness: 100
    approval: 50
    economy: 50
    readiness: 50
    standing: 50
    resolve: 50
dyads:
  - {who: KOR, towards: JPN, relation: -10, tension: 30}
  - {who: JPN, towards: KOR, relation: -10, tension: 30}
turns:
  - {number: 1, title: First, starts_at: "06:00", ends_at: "07:00", minutes: 60}
  - {number: 2, title: Second, starts_at: "07:00", ends_at: "08:00", minutes: 60}
  - {number: 3, title: Third, starts_at: "08:00", ends_at: "09:00", minutes: 60}
marks:
  - {key: calls, meaning: How often somebody called}
truths:
  - {key: lost, true_name: Lost, false_name: Sent, chance: 50, true_reveal: It was lost., false_reveal: It was sent.}
endings:
  - {key: gone, name: Gone, when: ["stage flight = gone"]}
  - {key: quiet, name: Quiet}
"""

ORDERS = """
orders:
  - kind: wait
    base: wait
    name: Wait
    says: "{actor} waited"
    order_class: wait
    seats: [KOR, JPN]
    help: Do nothing.
    levels: [{key: hold, name: Hold, cost: 0}]
  - kind: hail
    base: demand
    name: Call
    says: "{actor} called"
    order_class: hail
    seats: [KOR]
    help: Ask who it is.
    levels:
      - {key: call, name: Call, cost: 1, effects: [{variable: mark, name: calls, amount: 1}]}
"""

INCIDENTS = """
incidents:
  - key: flight
    name: The flight
    start: here
    stages:
      - key: here
        name: Here
        hostility: 1
        transitions:
          - {to: here, label: Stays, weight: 50, says: It stayed.}
          - to: gone
            label: Goes
            weight: 50
            says: It left.
            modifiers: [{add: 20, when: [ordered KOR hail], because: It was called.}]
      - {key: gone, name: Gone}
"""

MSEL = """
injects:
  - {key: leak, title: The count of rounds leaks, when: ["turn >= 2"], turns: [2, 3]}
texts:
  - inject: leak
    seats: [KOR, JPN]
    kind: news
    source: Paper (simulated)
    time: "07:10"
    grade: C3
    title: A count
    text: Over 400.
"""

RECORD = """
record:
  - {turn: 1, seat: KOR, kind: hail, source: kbs-2019}
endings:
  - {ending: gone, headline: It left, text: It is gone., record: It left., question: Why did it leave?}
  - {ending: quiet, headline: It stayed, text: It is here., record: It left., question: Why did it stay?}
"""

KOR = """
brief:
  code: KOR
  name: South Korea
  post: Seoul
  state: KOR
  task: Guard the airspace.
  dilemma: Firm or patient.
  brief: For the holder only.
  aims: That it leaves.
  solo_default: yes
objectives:
  - {key: leave, text: The aircraft leaves., weight: 60, public: yes, base: 50, measures: It leaves or stays.}
  - {key: line, text: A line to Moscow stays open., weight: 40, base: 50, measures: The line.}
situations:
  - {key: kor-1-gone, turn: 1, when: ["stage flight = gone"], headline: It is gone, text: It left.}
  - {key: kor-1, turn: 1, headline: It is here, text: It flies.}
  - {key: kor-2, turn: 2, timeless: yes, headline: The second turn, text: It flies.}
  - {key: kor-3, turn: 3, timeless: yes, headline: The third turn, text: It flies.}
at_stake:
  - {key: kor-k2, turn: 2, when: ["stage flight = gone"], text: It left and may come back.}
suggestions:
  - {key: kor-s1, turn: 1, kind: hail, level: call, reason: Ask who it is.}
"""

JPN = """
brief:
  code: JPN
  name: Japan
  post: Tokyo
  state: JPN
  task: Keep the claim.
  dilemma: Protest to whom.
  brief: Claim.
  aims: The claim is kept.
objectives:
  - {key: claim, text: The claim is kept., weight: 100, base: 50, measures: The claim.}
situations:
  - {key: jpn-1, turn: 1, headline: The first turn, text: It flies.}
  - {key: jpn-2, turn: 2, timeless: yes, headline: The second turn, text: It flies.}
  - {key: jpn-3, turn: 3, timeless: yes, headline: The third turn, text: It flies.}
messages:
  - {key: jpn-m1, turn: 2, sender: KOR, time: "07:05", text: We called., when: [mark calls]}
"""

ADVISERS = """
advisers:
  - key: envoy
    name: Foreign ministry
    short: Foreign
    icon: landmark
    leaning: trusts talks
    favours: [{points: 5, deed: friendly}]
    says: {abroad: "{state} will think better of us."}
    unread: Ask somebody first.
  - key: guard
    name: Defence ministry
    short: Defence
    icon: shield
    leaning: trusts force
    favours: [{points: 5, deed: force}]
    says: {event: "If we act, I expect that {event}."}
    unread: Send somebody to look.
  - key: home
    name: Home affairs
    short: Home
    icon: house
    leaning: watches the polls
    favours: [{points: 1, figure: approval}]
    says: {home: People will trust us more.}
    unread: Read the papers.
"""

FILES = {
    "scenario.yaml": COVER,
    "orders.yaml": ORDERS,
    "incidents.yaml": INCIDENTS,
    "msel.yaml": MSEL,
    "tracks.yaml": "tracks: []\n",
    "leanings.yaml": "leanings: []\n",
    "record.yaml": RECORD,
    "map.geojson": (DOCS / "a-small-scenario" / "map.geojson").read_text(encoding="utf-8"),
    "wire.yaml": "reports: []\n",
    "seats/KOR.yaml": KOR + ADVISERS,
    "seats/JPN.yaml": JPN + ADVISERS,
}


def write_small_pack(folder: Path, slug: str = "small") -> Path:
    """Write the pack into its own folder inside `folder`, under another name if wanted."""
    home = folder / slug
    for name, text in FILES.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("slug: small", f"slug: {slug}"), encoding="utf-8")
    return home
