"""Which characters are one emoji together, as X counts them: as many pictures as a reader sees.

Built from the forms of Unicode's emoji sequences (UTS #51, version 15.1). A sequence that is none of them is counted in
its parts, as X does: never fewer than X counts.
"""

import re
from typing import Final

_TONE: Final = "[\U0001f3fb-\U0001f3ff]"
_MARK: Final = "\ufe0f"
_JOINER: Final = "\u200d"

#: What can stand with U+FE0F, or stands as an emoji by itself.
_PICTURE: Final = (
    "[\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab"
    "\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f"
    "\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u267f\u2692-\u2697\u2699\u269b"
    "\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea"
    "\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744"
    "\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c"
    "\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f201\U0001f202\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251"
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f900-\U0001f9ff\U0001fa70-\U0001faff]"
)
#: What takes a skin tone.
_TONED: Final = (
    "[\u261d\u26f9\u270a-\u270d\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca-\U0001f3cc\U0001f442\U0001f443"
    "\U0001f446-\U0001f450\U0001f466-\U0001f478\U0001f47c\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f48f\U0001f491"
    "\U0001f4aa\U0001f574\U0001f575\U0001f57a\U0001f590\U0001f595\U0001f596\U0001f645-\U0001f647\U0001f64b-\U0001f64f"
    "\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc\U0001f90c\U0001f90f\U0001f918-\U0001f91f\U0001f926"
    "\U0001f930-\U0001f939\U0001f93c-\U0001f93e\U0001f977\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9\U0001f9bb"
    "\U0001f9cd-\U0001f9cf\U0001f9d1-\U0001f9dd\U0001fac3-\U0001fac5\U0001faf0-\U0001faf8]"
)
_PERSON: Final = f"[\U0001f468\U0001f469\U0001f9d1]{_TONE}?"
_ADULT: Final = "[\U0001f468\U0001f469]"
_CHILD: Final = "[\U0001f466\U0001f467]"

#: A person and a trade, a tool, a chair or hair.
_TRADE: Final = (
    f"{_PERSON}{_JOINER}(?:[\u2695\u2696\u2708]{_MARK}|[\U0001f33e\U0001f373\U0001f37c\U0001f384\U0001f393\U0001f3a4"
    "\U0001f3a8\U0001f3eb\U0001f3ed\U0001f4bb\U0001f4bc\U0001f527\U0001f52c\U0001f680\U0001f692\U0001f9af-\U0001f9b3\U0001f9bc"
    f"\U0001f9bd](?:{_JOINER}\u27a1{_MARK})?)"
)
#: Somebody who does something, as a man or as a woman, and whichever way they go.
_ACTOR: Final = (
    f"(?:[\u26f9\U0001f3c3\U0001f3c4\U0001f3ca-\U0001f3cc\U0001f46e\U0001f46f\U0001f470\U0001f471\U0001f473\U0001f477\U0001f481"
    "\U0001f482\U0001f486\U0001f487\U0001f575\U0001f645-\U0001f647\U0001f64b\U0001f64d\U0001f64e\U0001f6a3\U0001f6b4-\U0001f6b6"
    "\U0001f926\U0001f935\U0001f937-\U0001f939\U0001f93c-\U0001f93e\U0001f9b8\U0001f9b9\U0001f9cd-\U0001f9cf\U0001f9d4"
    f"\U0001f9d6-\U0001f9df])(?:{_TONE}|{_MARK})?{_JOINER}[\u2640\u2642]{_MARK}(?:{_JOINER}\u27a1{_MARK})?"
)
_WAY: Final = f"[\U0001f3c3\U0001f6b6\U0001f9ce]{_TONE}?{_JOINER}\u27a1{_MARK}"
_FAMILY: Final = (
    f"{_ADULT}{_JOINER}(?:{_ADULT}{_JOINER})?{_CHILD}(?:{_JOINER}{_CHILD})?"
    f"|\U0001f9d1{_JOINER}(?:\U0001f9d1{_JOINER})?\U0001f9d2(?:{_JOINER}\U0001f9d2)?"
)
_TWO: Final = (
    f"{_PERSON}{_JOINER}\u2764{_MARK}{_JOINER}(?:\U0001f48b{_JOINER})?{_PERSON}"
    f"|{_PERSON}{_JOINER}\U0001f91d{_JOINER}{_PERSON}|\U0001faf1{_TONE}{_JOINER}\U0001faf2{_TONE}"
)
_OTHER: Final = "|".join(
    [
        f"\U0001f3f3{_MARK}{_JOINER}(?:\U0001f308|\u26a7{_MARK})",
        f"\U0001f3f4{_JOINER}\u2620{_MARK}",
        f"\U0001f441{_MARK}?{_JOINER}\U0001f5e8{_MARK}?",
        f"\u2764{_MARK}{_JOINER}[\U0001f525\U0001fa79]",
        f"\u26d3{_MARK}{_JOINER}\U0001f4a5",
        f"[\U0001f408\U0001f426]{_JOINER}\u2b1b",
        f"\U0001f415{_JOINER}\U0001f9ba",
        f"\U0001f43b{_JOINER}\u2744{_MARK}",
        f"\U0001f426{_JOINER}\U0001f525",
        f"\U0001f34b{_JOINER}\U0001f7e9",
        f"\U0001f344{_JOINER}\U0001f7eb",
        f"\U0001f62e{_JOINER}\U0001f4a8",
        f"\U0001f635{_JOINER}\U0001f4ab",
        f"\U0001f636{_JOINER}\U0001f32b{_MARK}",
        f"\U0001f642{_JOINER}[\u2194\u2195]{_MARK}",
    ]
)
#: England, Scotland and Wales.
_NATION: Final = (
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)"
    "\U000e007f"
)
_FLAG: Final = "[\U0001f1e6-\U0001f1ff]{2}"
_KEY: Final = f"[0-9#*]{_MARK}?\u20e3"

#: One emoji, the longest form first.
EMOJI: Final = re.compile(
    f"{_TWO}|{_FAMILY}|{_TRADE}|{_ACTOR}|{_WAY}|{_OTHER}|{_NATION}|{_FLAG}|{_KEY}"
    f"|{_TONED}{_TONE}|{_PICTURE}{_MARK}?|[\u00a9\u00ae]{_MARK}"
)
