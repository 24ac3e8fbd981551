"""HTML and SVG as a tree: text is escaped when the tree is written, so nothing from a log can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

Content = Element | str | None


def el(name: str, *content: Content, **attributes: str | float) -> Element:
    """An element with its content in order; None leaves a place empty. `class_` is class, `aria_label`
    aria-label.
    """
    made = Element(name, {_attribute(key): f"{value}" for key, value in attributes.items()})
    for part in content:
        if isinstance(part, str):
            _append_text(made, part)
        elif part is not None:
            made.append(part)
    return made


def written(elements: Iterable[Element | None]) -> str:
    """Elements as HTML, one after the other."""
    return "\n".join(
        tostring(each, encoding="unicode", method="html", short_empty_elements=False)
        for each in elements
        if each is not None
    )


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _attribute(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")
