from functools import partial

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString

from articles import fragments

register = template.Library()


class KeptNode(Node):
    child_nodelists = ()  # a page that extends another looks through all that it has for blocks, each time

    def __init__(self, name: str, things: list[FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.things = things
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        found = [thing.resolve(context, ignore_failures=True) for thing in self.things]
        # The same words are shown in another way when they are HTML.
        shows = (self.name, *((type(thing), thing) for thing in found))
        return fragments.kept(shows, partial(self.nodelist.render, context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """{% kept NAME things %}…{% endkept %}: a part that shows nothing but these things, which are plain values."""
    _tag, name, *things = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise TemplateSyntaxError(
            f"In {{% kept {name} %}} stands a block, which would show what the part is not kept by."
        )
    return KeptNode(name, [parser.compile_filter(thing) for thing in things], nodelist)
