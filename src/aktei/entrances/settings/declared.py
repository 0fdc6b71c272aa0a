# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every setting there is: its type, what is allowed, what it is otherwise, and what it means.

Each is an environment variable, `AKTEI_` and the name in capitals. `script/reference` makes docs/settings.md of this.
Some are read where they are needed, below Django's settings; they stand here all the same, so that what is wrong is
told before anything starts.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ByteSize, ConfigDict, Field, SecretStr, StringConstraints


def _split(said: Any) -> Any:
    return tuple(each.strip() for each in said.split(",") if each.strip()) if isinstance(said, str) else said


def _flag(said: Any) -> Any:
    return {"ja": True, "nein": False}.get(said.lower(), said) if isinstance(said, str) else said


Names = Annotated[tuple[str, ...], BeforeValidator(_split)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Bytes = Annotated[ByteSize, Field(ge=1)]
Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0)]
Web = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Store = Annotated[str, StringConstraints(pattern=r"^(file|s3)://\S+$")]
Witness = Annotated[str, StringConstraints(pattern=r"^https?://\S+ \S+\+[0-9a-f]{8}\+\S+$")]


def _otherwise(words: str) -> dict[str, Any]:
    """What a setting is when it is not set, where that depends on others."""
    return {"otherwise": words}


class Settings(BaseModel):
    """What an office can set."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    # Where things are
    data: Path = Field(
        Path("data"), description="Where everything is kept; on several machines only scratch. The same as `--data`."
    )
    database_url: Annotated[str, StringConstraints(pattern=r"^postgres(ql)?://")] | None = Field(
        None,
        description="`postgresql://user:password@host/name`, PostgreSQL 15 or newer; the user owns the database.",
        json_schema_extra=_otherwise("PostgreSQL in the data directory"),
    )
    blobs_url: Store | None = Field(
        None,
        description="Where files are kept: a directory, or `s3://bucket/prefix?endpoint=https://…&region=…`.",
        json_schema_extra=_otherwise("`file://DATA/blobs`"),
    )
    blobs_mirror_url: Store | None = Field(
        None,
        description="A second place of either kind: every byte exists twice, reading falls back, "
        "`aktei verify --repair` restores.",
    )
    s3_access_key: SecretStr | None = Field(
        None, description="Key of the S3 server.", json_schema_extra=_otherwise("AWS's own variables and files")
    )
    s3_secret_key: SecretStr | None = Field(
        None, description="Its secret part.", json_schema_extra=_otherwise("AWS's own variables and files")
    )
    cache_bytes: Bytes = Field(
        ByteSize(5_000_000_000), description="How much of an S3 store is kept on this machine for reading."
    )
    search_url: Annotated[str, StringConstraints(pattern=r"^tantivy://\S+$")] | None = Field(
        None, description="Where the search index lies.", json_schema_extra=_otherwise("`tantivy://DATA/index`")
    )
    scratch: Path | None = Field(None, description="Work in progress.", json_schema_extra=_otherwise("`DATA/scratch`"))
    dossier_kinds: Path | None = Field(
        None,
        description="File that declares kinds of dossiers and their fields; see the handbook.",
        json_schema_extra=_otherwise("`DATA/dossier_kinds.toml`"),
    )
    pg_user: str = Field("aktei-pg", description="The embedded database's user when started by root.")
    tessdata: Path | None = Field(
        None, description="Where Tesseract's language data lie.", json_schema_extra=_otherwise("found")
    )
    log: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = Field("WARNING", description="What is logged.")
    debug: Flag = Field(
        False,
        description="1: errors show code and data to whoever sees them, the gallery of the frame is there; "
        "for developers, never in an office.",
    )

    # Who the office is, and how it is reached
    office_name: str = Field(
        "Aktei", description="On the pages until the office is set up; from then on its own name stands there."
    )
    secret_key: SecretStr | None = Field(
        None,
        description="Signs sessions, marks journal lines as genuine; the same on all machines.",
        json_schema_extra=_otherwise("made once, in `DATA/secret_key`"),
    )
    secret_key_fallbacks: Annotated[tuple[SecretStr, ...], BeforeValidator(_split)] = Field(
        (), description="Keys of before: after a change of key, until no line marked with one waits."
    )
    hosts: Names = Field(("localhost", "127.0.0.1", "[::1]"), description="Names under which the office is reached.")
    origins: Annotated[tuple[Web, ...], BeforeValidator(_split)] = Field(
        (), description="The same with `https://`, when behind TLS."
    )
    tls: Flag = Field(
        False,
        description="1: a proxy does TLS and sets `X-Forwarded-Proto`; cookies are secure, HSTS is sent.",
    )
    proxies: Names = Field(
        (),
        description="Addresses or networks of proxies whose `X-Forwarded-For` is believed; without it all that come "
        "through a proxy take turns as one.",
    )
    idle_minutes: Count = Field(60, description="Log-in ends after so long without use.")
    second_factor_roles: Names = Field((), description="Roles that must have a second factor.")
    oidc_issuer: Web | None = Field(
        None,
        description="Log-in through OpenID Connect: address of the issuer, from which everything else is asked.",
        json_schema_extra=_otherwise("off"),
    )
    oidc_client_id: str = Field("", description="By what name the issuer knows Aktei.")
    oidc_client_secret: SecretStr | None = Field(None, description="The secret that goes with it.")
    oidc_login_claim: str = Field("preferred_username", description="What the issuer calls a person's log-in name.")
    oidc_scopes: str = Field("openid email profile", description="What the issuer is asked for.")
    oidc_sign_algorithm: str = Field("RS256", description="How the issuer signs.")

    # Programs
    api_rate: Annotated[str, StringConstraints(pattern=r"^[1-9]\d*/(\d*)(s|sec|m|min|h|hour|d|day)$")] | None = Field(
        None,
        description="Calls of the API per person, for example `600/m`.",
        json_schema_extra=_otherwise("no limit"),
    )
    metrics_token: SecretStr | None = Field(
        None,
        description="Whoever sends it as bearer token gets `/metrics`.",
        json_schema_extra=_otherwise("no figures"),
    )

    # The evidence log
    evidence_key: Path | None = Field(
        None,
        description="Key (Ed25519) of the journal's evidence log.",
        json_schema_extra=_otherwise("`DATA/evidence_key.pem`"),
    )
    evidence_origin: str = Field(
        "musterland.example/aktei", description="Name of the evidence log, by which others know it."
    )
    evidence_signer_url: Web | None = Field(None, description="A signer elsewhere instead of the key file.")
    evidence_signer_token: SecretStr | None = Field(None, description="The bearer token it wants.")
    evidence_alarm_seconds: Seconds = Field(
        300.0, description="Age of an unsealed journal line at which there is an alarm."
    )
    export_days: Count = Field(
        14, description="How many days a proof export or an extract of the journal is held ready."
    )
    tsa_url: Web | None = Field(None, description="A timestamping authority (RFC 3161) for the log's heads.")
    tsa_ca: Path | None = Field(
        None, description="File with its certificates (PEM); without it answers are checked for their content alone."
    )
    tsa_every_seconds: Seconds = Field(3600.0, description="How often the newest head is stamped.")
    witnesses: Annotated[tuple[Witness, ...], BeforeValidator(_split)] = Field(
        (), description="Witnesses (C2SP tlog-witness), each `https://address name+hash+key`."
    )

    # Post and reading
    watch: Path | None = Field(None, description="The watched folders.", json_schema_extra=_otherwise("`DATA/eingang`"))
    watch_fallback_unit: str = Field(
        "10.1", description="Short name of the unit that gets post from folders of nobody."
    )
    watch_keep_days: Annotated[int, Field(ge=0)] = Field(
        30, description="How many days files taken over stay in `erledigt/`."
    )
    upload_limit: Bytes = Field(ByteSize(2 * 2**30), description="Bytes of one request with files.")
    limit_bytes: Bytes = Field(
        ByteSize(500 * 2**20), description="Bytes of one file; beyond that post waits in *Klärung*."
    )
    limit_pages: Count = Field(5_000, description="Pages of one consignment; beyond that post waits in *Klärung*.")
    limit_pixels: Count = Field(200_000_000, description="Pixels of one image; beyond that post waits in *Klärung*.")
    limit_memory: Bytes = Field(
        ByteSize(2 * 2**30),
        description="Memory of one process that reads files, and never more than half of the machine.",
    )
    workers: Annotated[int, Field(ge=0)] = Field(1, description="Worker processes of `aktei serve`.")
    worker_concurrency: Count | None = Field(
        None, description="Documents read at a time in one of them.", json_schema_extra=_otherwise("cores + 2")
    )

    # The doors: see “Who may hold what” in operations.md
    web_processes: Count = Field(1, description="Web processes of `aktei web`.")
    web_threads: Count = Field(
        8,
        description="Requests of people at a time in one of them; strangers have a quarter as many beside them.",
    )
    web_connections: Count = Field(8_192, description="Open connections of one of them.")
    web_waiting: Count = Field(512, description="Complete requests that wait for a thread, of one of them.")
    head_seconds: Seconds = Field(10.0, description="Time for a request's headers, and for a new connection to begin.")
    step_seconds: Seconds = Field(
        30.0, description="In so many seconds 64 KiB of a longer upload must come, or of an answer be taken."
    )
    stranger_bytes: Bytes = Field(
        ByteSize(2**20), description="What somebody who is not signed in may send in one request."
    )
    stranger_seconds: Seconds = Field(20.0, description="And in what time.")
    network_bits: Annotated[int, Field(ge=0, le=128)] = Field(
        64,
        description="Addresses of IPv6 that begin with so many equal bits take turns as one; "
        "addresses of IPv4 count singly.",
    )
