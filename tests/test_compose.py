"""What docker-compose.yml promises about the containers, read from the file, and that Debian's docker-compose takes it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]

every_service = pytest.mark.parametrize("name", sorted(SERVICES))


def test_only_the_api_publishes_a_port_and_only_on_loopback() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"api": ["127.0.0.1:${DATELINE_PORT:-8000}:8000"]}


def test_chroma_is_on_a_network_without_a_way_out_and_shares_it_with_the_api_alone() -> None:
    assert SERVICES["chroma"]["networks"] == ["back"]
    assert COMPOSE["networks"]["back"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if "back" in service["networks"]} == {"api", "chroma"}


def test_the_api_talks_to_the_chroma_service_at_the_port_it_listens_on() -> None:
    command = SERVICES["chroma"]["command"]
    port = command[command.index("--port") + 1]
    assert SERVICES["api"]["environment"]["DATELINE_CHROMA_URL"] == f"http://chroma:{port}"


@every_service
def test_no_service_runs_as_root_or_writes_outside_its_volumes(name: str) -> None:
    service = SERVICES[name]
    user, group = service["user"].split(":")
    assert int(user) > 0
    assert int(group) > 0
    assert service["read_only"] is True
    assert service["tmpfs"] == ["/tmp"]


@every_service
def test_no_service_can_gain_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"cap_add", "privileged", "network_mode", "pid", "ipc", "devices"} & service.keys()


@every_service
def test_every_service_is_restarted_and_asked_how_it_is(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["healthcheck"]["retries"] >= 1


@every_service
def test_what_must_last_is_on_named_volumes(name: str) -> None:
    mounted = [volume.split(":")[0] for volume in SERVICES[name]["volumes"]]
    assert mounted
    assert set(mounted) <= COMPOSE["volumes"].keys()


def test_the_folders_that_volumes_are_mounted_on_belong_to_the_user_of_the_image() -> None:
    made = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    folders = {volume.split(":")[1] for service in SERVICES.values() for volume in service["volumes"]}
    assert f"install --directory --owner 10001 --group 10001 {' '.join(sorted(folders, reverse=True))}" in made
    assert "USER 10001:10001" in made
    assert {service["user"] for service in SERVICES.values()} == {"10001:10001"}


def test_the_image_is_installed_from_the_locks_with_hashes() -> None:
    made = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    installed = [line for line in made.splitlines() if "pip install" in line]
    assert len(installed) == 3
    assert all("--require-hashes" in line or "--no-deps --no-build-isolation ." in line for line in installed)


def test_debians_docker_compose_accepts_the_file() -> None:
    command = shutil.which("docker-compose")
    if command is None:
        message = "no docker-compose was found: install Debian's docker-compose"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    read = subprocess.run([command, "config"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
    assert yaml.safe_load(read.stdout)["services"].keys() == SERVICES.keys()


def test_hosted_ci_runs_the_same_script_and_keeps_the_evaluations_report() -> None:
    jobs: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))[
        "jobs"
    ]
    steps = jobs["test"]["steps"]
    assert next(step["run"] for step in steps if "run" in step) == "bash .ci/run"
    assert any("build/evaluation/summary.md" in step.get("run", "") for step in steps)
    assert any(step.get("with", {}).get("path") == "build/evaluation" for step in steps)
    targets = set((ROOT / "Makefile").read_text(encoding="utf-8").split())
    nightly = [step["run"] for step in jobs["nightly"]["steps"] if "run" in step]
    assert all(f"{name}:" in targets for name in nightly[-1].removeprefix("make ").split())
