"""Imports only go down (docs/developing.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "articles"

RULES, NOUNS, QUESTIONS, VERBS, EDGES = range(5)
LAYERS = {
    **dict.fromkeys(
        (
            *("keys", "words", "months", "remark", "minors", "browsers", "body", "formats", "renditions"),
            *("share_picture", "workflow"),
        ),
        RULES,
    ),
    "models": NOUNS,
    **dict.fromkeys(("prepared", "connected"), NOUNS),
    **dict.fromkeys(
        (
            *("search", "listing", "referenced", "readable", "suggesting", "roles", "comparing", "colliding"),
            *("deeds", "story_page", "health", "prepublish", "content_version", "colleagues", "on_desk"),
            *("replicas", "remembered", "fragments"),
        ),
        QUESTIONS,
    ),
    **dict.fromkeys(
        (
            *("exporter", "history", "linking", "publishing", "revising", "importer", "tagging", "places", "two_step"),
            *("unsaved", "presence", "deletion", "retention", "due", "preview_links", "arranging"),
            *("notes", "assignments", "notices"),
        ),
        VERBS,
    ),
    **dict.fromkeys(
        (
            *("admin", "views", "feeds", "sitemaps", "machines", "middleware", "templatetags", "management"),
            *("pagecache", "checks", "account", "first_page"),
        ),
        EDGES,
    ),
}
WIRING = {"urls", "apps", "migrations"}
WITHOUT_DJANGO = (
    *("keys", "words", "months", "remark", "minors", "browsers", "body", "formats", "renditions", "share_picture"),
)
NO_NAMES = {"utils", "helpers", "common", "core", "services", "misc"}

FILES = [path for path in ARTICLES.rglob("*.py") if "migrations" not in path.parts]


def part_of(path: Path) -> str:
    return path.relative_to(ARTICLES).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Absolute names of what a file imports, relative ones resolved."""
    package = list(path.relative_to(ROOT).parts[:-1])
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def parts_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("articles.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_go_down(path: Path) -> None:
    part = part_of(path)
    if part in WIRING or part == "__init__":
        return
    assert part in LAYERS, f"{part} has no layer: give it one here and in docs/developing.md."

    for other in parts_imported(path) - {part}:
        assert other in LAYERS, f"{path.name} imports articles.{other}, which is wiring."
        assert LAYERS[other] <= LAYERS[part], f"{path.name} ({part}) imports articles.{other}, which lies above it."
        assert not LAYERS[part] == LAYERS[other] == EDGES, f"Edges never import each other: {path.name}, {other}."


@pytest.mark.parametrize("part", WITHOUT_DJANGO)
def test_pure_rules_know_no_django(part: str) -> None:
    files = [path for path in FILES if part_of(path) == part]
    assert files

    for path in files:
        assert not [name for name in imported(path) if name.split(".")[0] == "django"], path


def test_formats_know_no_models() -> None:
    for path in FILES:
        if part_of(path) == "formats":
            assert "models" not in parts_imported(path), path


def test_nothing_is_called_by_an_empty_name() -> None:
    assert not [path for path in FILES if path.stem in NO_NAMES]


def test_files_and_functions_fit_a_screen() -> None:
    for path in [*FILES, *(ROOT / "newsroom").rglob("*.py")]:
        source = path.read_text()
        assert source.count("\n") <= 350, f"{path} passes 350 lines: split it by noun."
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno
                assert length <= 40, f"{path}: {node.name} has {length} lines."


def test_a_body_is_never_written_past_its_field() -> None:
    """update() and bulk_update() pass by BodyField.pre_save, which cleans."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "update":
                    assert "body" not in {keyword.arg for keyword in node.keywords}, path
                assert node.func.attr != "bulk_update", path
