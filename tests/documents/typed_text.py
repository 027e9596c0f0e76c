"""Text as people type and paste it, and worse, for the property tests of the writers."""

from __future__ import annotations

from hypothesis import strategies as st

NASTY = (
    *("# heading", "## two #", "- item", "+ item", "* item", "1. one", "12) twelve", "> quote"),
    *("---", "===", "***", "| a | b |", "|---|", ":--|", "a\n---", "a\n===", "a | b\n--- | ---"),
    *("`code`", "```", "~~~", "~~gone~~", "**bold**", "_em_", "\\", "\\|", "a\\", "&amp;", "&#35;"),
    *("<b>bold</b>", "<script>", "<!-- x -->", "[link](http://x.y)", "![i](x)", "[x]: y", "$x$"),
    *("    indented", "\ttab", "a  ", " a", "a\n\nb", "\n\na", "a\n\n\n", "  \n  ", "- a\n  - b"),
    *("Ł Ŵ", "🙂👩‍👧", "مرحبا بالعالم", "שלום", "e\u0301", "\u2028", "\u00a0", "=HYPERLINK(1)"),
    *("http://example.org", "www.example.org", "a@b.org", "{{x}}", "%s", "]]>", "<br>", "&nbsp;"),
)
"""What has meant something to some writer."""

typed = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from([*NASTY, " ", "\n", "word"]), max_size=6).map("".join),
    st.text(max_size=40),
    st.text(alphabet="#*_`|<>[]()!\\&;:-+=~$ \n\t1.a", max_size=30),
)
"""Anything; often with mark-up in it."""
