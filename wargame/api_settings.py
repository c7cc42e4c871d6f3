"""The settings of the API: Django REST framework, its errors, and the description of the API."""

from typing import Any

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_standardized_errors.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["wargame.web.parsers.BoundedJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["wargame.accounts.throttles.CallThrottle"],
    "DEFAULT_FILTER_BACKENDS": ["wargame.web.listing.ExactFilters"],
    "DEFAULT_PAGINATION_CLASS": "wargame.web.listing.NumberedPages",
    "PAGE_SIZE": 50,
}
DRF_STANDARDIZED_ERRORS = {"EXCEPTION_HANDLER_CLASS": "wargame.exercises.api.errors.Handler"}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Parley",
    "DESCRIPTION": (
        "Crisis wargaming in the browser: scenarios, exercises, turns and their ledgers.\n\n"
        "Reading the library needs nothing. To play, start an exercise with POST `/api/v1/exercises/` and send the "
        "cookies of its answer with every further call: they say who you are. What changes something then needs the "
        "value of the CSRF cookie in the header `X-CSRFToken`, over HTTPS also the site's address in `Referer`; "
        "without them the answer is 403.\n\n"
        "While the database is away or the disk is full, any answer may be 503 with `Retry-After` and the code "
        "`unavailable`: nothing was changed. Send again then, orders with an `Idempotency-Key`."
    ),
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["drf_standardized_errors.openapi_hooks.postprocess_schema_enums"],
    "ENUM_NAME_OVERRIDES": {
        "FactStatus": "scenarios.vocabulary.Status",
        "ScenarioStatus": "scenarios.vocabulary.Readiness",
        "SourceKind": "scenarios.vocabulary.SourceKind",
        "IndicatorKind": "scenarios.vocabulary.IndicatorKind",
        "ObligationKind": "scenarios.vocabulary.ObligationKind",
        "MembershipRole": "scenarios.vocabulary.MembershipRole",
        "ParticipantRole": "scenarios.vocabulary.ParticipantRole",
        "ExerciseStatus": "wargame.exercises.models.Exercise.Status",
        "EnsembleKind": "wargame.analysis.api.serializers.OF_TURNS",
        "TurnStatus": "wargame.exercises.models.Turn.Status",
        "EnsembleStatus": "wargame.analysis.models.Ensemble.Status",
    }
    | {
        f"{name}Enum": f"drf_standardized_errors.openapi_serializers.{name}Enum.choices"
        for name in ("ValidationError", "ClientError", "ServerError")
    }
    | {
        f"ErrorCode{code}Enum": f"drf_standardized_errors.openapi_serializers.ErrorCode{code}Enum.choices"
        for code in (401, 403, 404, 405, 406, 415, 429, 500)
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
