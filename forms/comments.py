"""What is asked of an official who comments on a request, or answers a comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wtforms import HiddenField, StringField
from wtforms.validators import StopValidation

from forms.base import Asked, Several, Text, Tick
from forms.offered import CheckList
from forms.signatures import Choice, MoreChecks
from mla.mentions import Called, called
from mla.words import _, joined

MOST = 10_000
MENTION_HINT = _("They find it on their desk. Only officials who may see this request stand here.")
STAYS = _("It stays in this ministry: the other State never sees it, and no paper prints it.")


CALL_HINT = _("“@” and a name asks that colleague to look.")


class Calling(Asked):
    """Words in which colleagues may be asked to look."""

    mentions: CheckList
    called = Called(frozenset(), ())

    def offer_people(self, people: Iterable[Choice], names: Mapping[str, str]) -> None:
        """Offer those who may see the request, by number; `names` is what each is called by after an “@”."""
        self.mentions.choices = people
        self.names = names

    @property
    def asked_to_look(self) -> list[int]:
        """The numbers of those who were ticked, or named in the words."""
        return sorted({int(one) for one in (*(self.mentions.data or ()), *self.called.numbers)})

    def validate_words(self, field: StringField) -> None:
        """Who is named after an “@” may see the request."""
        self.called = called(field.data or "", self.names)
        if self.called.problems:
            raise StopValidation(joined(" ", self.called.problems))


class WriteComment(Calling):
    """A comment on a request, a section or an item of it, or a letter."""

    heading = _("Comment")
    guidance = STAYS
    words = Text(_("Your comment"), CALL_HINT, needed=_("Write your comment."), rows=5, most=MOST)
    blocks = Tick(
        _("The signature waits until this is resolved"),
        _("While it is open, nobody signs the request, or the letter on which you comment."),
    )
    mentions = Several(_("Who should look at it"), MENTION_HINT)
    seen = HiddenField()


class AnswerComment(Calling):
    """An answer to a comment, which may resolve it or open it again."""

    heading = _("Answer")
    words = Text(_("Your answer"), CALL_HINT, rows=4, most=MOST)
    resolve = Tick(_("Resolve the comment"))
    open_again = Tick(_("Open the comment again"))
    mentions = Several(_("Who should look at it"), MENTION_HINT)
    seen = HiddenField()
    outrun = False

    def offer_thread(self, is_open: bool, may_resolve: bool) -> None:
        """Offer what may become of the comment. Whoever opens it again says why."""
        if not (is_open and may_resolve):
            self.drop("resolve")
        if is_open:
            self.drop("open_again")

    def still(self, stands: str) -> bool:
        """Whether the comment is open, or resolved, as the page showed it."""
        self.outrun = self.seen.data != stands
        if self.outrun:
            self.words.errors = [
                _(
                    "This comment was resolved, or opened again, since you opened this page. Look, and send your answer again."
                )
            ]
        return not self.outrun

    def validate(self, extra_validators: MoreChecks = None) -> bool:
        """Nobody says nothing: only to resolve a comment are words not needed."""
        sound = super().validate(extra_validators)
        resolves = "resolve" in self and self.resolve.data
        if sound and not self.words.data and not resolves:
            self.words.errors = [_("Write your answer.")]
            return False
        return sound
