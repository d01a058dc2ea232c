"""What a text may show from elsewhere: the one list behind the editor, the sanitiser, the readers' page and its policy.

Stored, one is `<figure data-embed="ADDRESS">caption</figure>`, with the one address that the provider's page has here.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

LONGEST = 2000  # characters of an address that is looked at
STORED = re.compile(r'<figure data-embed="([^"]*)">(.*?)</figure>', re.DOTALL)
NAME = r"[A-Za-z0-9_.-]{1,60}"
NUMBER = r"[0-9]{1,25}"
CODE = r"[A-Za-z0-9_-]{5,40}"


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    pattern: str  # of what follows the scheme, without www. or m.; its groups fill the two addresses
    address: str
    frame: str
    shape: str  # wide: 16 to 9; tall: 9 to 16; post: as high as it needs


@dataclass(frozen=True, slots=True)
class Embed:
    provider: str
    address: str  # of the page, for who does not want it shown here
    frame: str  # of what is shown here
    shape: str


YOUTUBE_FRAME = "https://www.youtube-nocookie.com/embed/{0}"
FACEBOOK_FRAME = "https://www.facebook.com/plugins/{kind}.php?href={address}"
PROVIDERS = (
    Provider(
        "YouTube",
        r"(?:youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|embed/|live/)|youtube-nocookie\.com/embed/|youtu\.be/)"
        r"([A-Za-z0-9_-]{11})",
        "https://www.youtube.com/watch?v={0}",
        YOUTUBE_FRAME,
        "wide",
    ),
    Provider(
        "YouTube",
        r"youtube\.com/shorts/([A-Za-z0-9_-]{11})",
        "https://www.youtube.com/shorts/{0}",
        YOUTUBE_FRAME,
        "tall",
    ),
    Provider(
        "Instagram",
        rf"instagram\.com/(?:{NAME}/)?(p|reel|tv)/({CODE})",
        "https://www.instagram.com/{0}/{1}/",
        "https://www.instagram.com/{0}/{1}/embed/",
        "post",
    ),
    Provider(
        "Instagram",
        rf"instagram\.com/(?:{NAME}/)?reels/(?!audio/)({CODE})",
        "https://www.instagram.com/reel/{0}/",
        "https://www.instagram.com/reel/{0}/embed/",
        "post",
    ),
    Provider(
        "X",
        rf"(?:x|twitter)\.com/({NAME})/status(?:es)?/({NUMBER})",
        "https://x.com/{0}/status/{1}",
        "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={1}",
        "post",
    ),
    Provider(
        "X",
        rf"(?:x|twitter)\.com/i/web/status/({NUMBER})",
        "https://x.com/i/status/{0}",
        "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={0}",
        "post",
    ),
    # Not vm.tiktok.com, nor facebook.com/share: only a request to them would tell what they show.
    Provider(
        "TikTok",
        rf"tiktok\.com/@({NAME})/video/({NUMBER})",
        "https://www.tiktok.com/@{0}/video/{1}",
        "https://www.tiktok.com/embed/v2/{1}",
        "tall",
    ),
    Provider(
        "Facebook",
        rf"facebook\.com/({NAME})/videos/(?:[A-Za-z0-9_.-]{{1,200}}/)?({NUMBER})",
        "https://www.facebook.com/{0}/videos/{1}/",
        FACEBOOK_FRAME.replace("{kind}", "video"),
        "wide",
    ),
    Provider(
        "Facebook",
        rf"facebook\.com/watch/?\?(?:[^#\s]*&)?v=({NUMBER})",
        "https://www.facebook.com/watch/?v={0}",
        FACEBOOK_FRAME.replace("{kind}", "video"),
        "wide",
    ),
    Provider(
        "Facebook",
        rf"facebook\.com/reel/({NUMBER})",
        "https://www.facebook.com/reel/{0}/",
        FACEBOOK_FRAME.replace("{kind}", "video"),
        "tall",
    ),
    Provider(
        "Facebook",
        rf"facebook\.com/({NAME})/posts/(?:[A-Za-z0-9_.-]{{1,200}}/)?((?:pfbid)?[A-Za-z0-9]{{5,100}})",
        "https://www.facebook.com/{0}/posts/{1}",
        FACEBOOK_FRAME.replace("{kind}", "post"),
        "post",
    ),
)
NAMES = tuple(dict.fromkeys(provider.name for provider in PROVIDERS))
# What the policy of the readers' pages lets a frame show.
FRAME_HOSTS = tuple(dict.fromkeys("/".join(provider.frame.split("/", 3)[:3]) for provider in PROVIDERS))
# As the editor asks too, in its own language: nothing here that JavaScript reads in another way.
PATTERNS_AS_TEXT = [
    rf"https?://(?:www\.|m\.|web\.|mobile\.)?{provider.pattern}(?:[/?&#]\S*)?" for provider in PROVIDERS
]
PATTERNS = [
    (re.compile(pattern, re.ASCII), provider) for pattern, provider in zip(PATTERNS_AS_TEXT, PROVIDERS, strict=True)
]


def of(address: str) -> Embed | None:
    """What is shown of this address; None if it is of no provider that is allowed."""
    address = address.strip()
    if len(address) > LONGEST:
        return None
    for pattern, provider in PATTERNS:
        if match := pattern.fullmatch(address):
            page = provider.address.format(*match.groups())
            frame = provider.frame.format(*match.groups(), address=quote(page, safe=""))
            return Embed(provider.name, page, frame, provider.shape)
    return None


def put(body: str, show: Callable[[Embed, str], str]) -> str:
    """`show(embed, caption)` in the place of each. Of one that is allowed no more the caption stays, as a paragraph."""

    def shown(match: re.Match[str]) -> str:
        embed, caption = of(html.unescape(match[1])), match[2]
        if embed is None:
            return f"<p>{caption}</p>" if caption else ""
        return show(embed, caption)

    return STORED.sub(shown, body)
