"""`SearchEntry.objects.filter(text__answers=asked)`: by the index that each database keeps of an entry."""

from typing import Any

from django.db.models import Lookup

from articles.models.search_entry import TermsField

from .asked import Asked


@TermsField.register_lookup
class Answers(Lookup):
    """Whichever field it is asked of: the whole entry is looked at."""

    lookup_name = "answers"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        return f'{self._entry(compiler)}."vector" @@ %s::tsquery', [self._asked.as_tsquery()]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        index = "SELECT rowid FROM articles_searchentry_index WHERE articles_searchentry_index MATCH %s"
        return f'{self._entry(compiler)}."article_id" IN ({index})', [self._asked.as_fts5()]

    def _entry(self, compiler: Any) -> str:
        name: str = compiler.quote_name_unless_alias(self.lhs.alias)
        return name

    @property
    def _asked(self) -> Asked:
        asked: Asked = self.rhs
        return asked


class ItselfAnswers(Answers):
    """The same of an entry that is there already; nothing else is looked at: `ItselfAnswers(F("text"), asked)`."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        its_own = f'MATCH %s AND rowid = {self._entry(compiler)}."article_id"'
        return (
            f"EXISTS (SELECT 1 FROM articles_searchentry_index WHERE articles_searchentry_index {its_own})",
            [self._asked.as_fts5()],
        )
