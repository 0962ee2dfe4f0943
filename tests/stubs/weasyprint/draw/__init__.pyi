from collections.abc import Callable

draw_inline_level: Callable[..., None]
draw_text: Callable[..., None]
