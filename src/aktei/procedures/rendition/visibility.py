# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Layers of a PDF that are switched off: nobody sees what is on them, so nothing of it may be found on the page.

What hidden layers would paint is taken out of the copy that is read and archived; the visible ones lose the switch and
stay. The original keeps both.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from aktei.procedures.rendition import boxes

_PATHS = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*"}
_PAINTS = {"Tj", "TJ", "sh", "Do", "INLINE IMAGE", "EI"}
_DEPTH = 20


def remove_hidden(pdf: pikepdf.Pdf) -> list[str]:
    """Leave only what shows on the screen; returns the names of layers of which something was taken out."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return []
    layers = _Layers(properties)
    removed = _Removal(pdf, layers)
    for page in pdf.pages:
        removed.from_page(page)
    removed.take_the_switches_off()
    del pdf.Root["/OCProperties"]
    return list(removed.names)


class _Layers:
    """Which layers the document's own settings show when it is opened."""

    def __init__(self, properties: Any) -> None:
        config = properties.get("/D")
        self._config = config if isinstance(config, Dictionary) else Dictionary()
        self._off_at_first = str(self._config.get("/BaseState", "")) == "/OFF"
        self._on = {item.objgen for item in _dictionaries(self._config.get("/ON"))}
        self._off = {item.objgen for item in _dictionaries(self._config.get("/OFF"))}
        self._automatic = {
            item.objgen
            for usage in _dictionaries(self._config.get("/AS"))
            if str(usage.get("/Event", "/View")) == "/View"
            for item in _dictionaries(usage.get("/OCGs"))
        }

    def hides(self, content: Any, depth: int = 0) -> bool:
        """Whether what belongs to this layer, or to this set of layers, does not show."""
        if not isinstance(content, Dictionary) or depth > _DEPTH:
            return False
        if content.get("/Type") != Name.OCMD:
            return not self._is_on(content)
        expression = content.get("/VE")
        if isinstance(expression, Array):
            return not self._holds(expression, depth + 1)
        layers = content.get("/OCGs")
        members = [layers] if isinstance(layers, Dictionary) else list(_dictionaries(layers))
        states = [self._is_on(layer) for layer in members]
        if not states:
            return False
        policy = str(content.get("/P", "/AnyOn"))
        shown = {
            "/AllOn": all(states),
            "/AnyOff": not all(states),
            "/AllOff": not any(states),
        }.get(policy, any(states))
        return not shown

    def _holds(self, expression: Any, depth: int) -> bool:
        """Whether a visibility expression is true: [/And …], [/Or …], [/Not x]."""
        if isinstance(expression, Dictionary):
            return not self.hides(expression, depth)
        if not isinstance(expression, Array) or not len(expression) or depth > _DEPTH:
            return True
        kind, *parts = list(expression)
        values = [self._holds(part, depth + 1) for part in parts]
        return {"/And": all(values), "/Not": not any(values)}.get(str(kind), any(values))

    def _is_on(self, layer: Any) -> bool:
        usage = layer.get("/Usage")
        view = usage.get("/View") if isinstance(usage, Dictionary) else None
        if layer.objgen in self._automatic and isinstance(view, Dictionary) and "/ViewState" in view:
            return str(view.get("/ViewState")) != "/OFF"
        if layer.objgen in self._off:
            return False
        return layer.objgen in self._on or not self._off_at_first


class _Removal:
    """Goes through everything that paints, once each."""

    def __init__(self, pdf: pikepdf.Pdf, layers: _Layers) -> None:
        self._pdf, self._layers = pdf, layers
        self._seen: set[tuple[int, int]] = set()
        self._resources: list[Any] = []
        self.names: dict[str, None] = {}

    def from_page(self, page: pikepdf.Page) -> None:
        resources = boxes.inherited(page.obj, "/Resources")
        content = self._without(page, resources)
        if content is not None:
            page.obj.Contents = self._pdf.make_stream(content)
        self._from_forms(resources, 0)
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, Array):
            page.obj.Annots = Array([each for each in annotations if not self._is_hidden(each)])
            for item in _dictionaries(annotations):
                self._from_form(item.get("/AP", Dictionary()).get("/N"), resources, 0)

    def take_the_switches_off(self) -> None:
        """What is left shows always: nothing of it belongs to a layer any more. Archives need not know layers."""
        for item in self._pdf.objects:
            if isinstance(item, Stream) and "/OC" in item:
                del item["/OC"]
        for resources in self._resources:
            marked = resources.get("/Properties")
            if isinstance(marked, Dictionary):
                for key, entry in list(marked.items()):
                    if isinstance(entry, Dictionary) and entry.get("/Type") in (Name.OCG, Name.OCMD):
                        del marked[key]
                if not len(marked):
                    del resources["/Properties"]

    def _from_forms(self, resources: Any, depth: int) -> None:
        forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        for form in list(forms.values()) if isinstance(forms, Dictionary) else []:
            self._from_form(form, resources, depth)

    def _from_form(self, form: Any, inherited: Any, depth: int) -> None:
        is_form = isinstance(form, Stream) and form.get("/Subtype") in (Name.Form, None)
        if not is_form or form.objgen in self._seen or depth > _DEPTH:
            return
        self._seen.add(form.objgen)
        resources = form.get("/Resources", inherited)
        content = self._without(form, resources)
        if content is not None:
            form.write(content)
        self._from_forms(resources, depth + 1)

    def _without(self, holder: Any, resources: Any) -> bytes | None:
        """The content without what is hidden and without the marks of layers; None if there are none."""
        if isinstance(resources, Dictionary):
            self._resources.append(resources)
        kept: list[Any] = []
        stack, dropped = [(False, False)], False  # is it hidden, is it the mark of a layer
        try:
            instructions = pikepdf.parse_content_stream(holder)
        except pikepdf.PdfError:
            return None
        for each in instructions:
            operands, operator = each.operands, each.operator
            name = str(operator)
            if name in ("BDC", "BMC"):
                of_layer = name == "BDC" and len(operands) == 2 and operands[0] == Name.OC
                hidden = stack[-1][0] or (of_layer and self._is_hidden_content(operands[1], resources))
                stack.append((hidden, of_layer))
                dropped = dropped or of_layer
                if of_layer:
                    continue
            elif name == "EMC" and len(stack) > 1:
                if stack.pop()[1]:
                    continue
            elif stack[-1][0] or (name == "Do" and self._is_hidden_object(operands, resources)):
                dropped = True
                kept += _without_paint(name, operands, operator)
                continue
            kept.append(each)
        return pikepdf.unparse_content_stream(kept) if dropped else None

    def _is_hidden_content(self, layer: Any, resources: Any) -> bool:
        if isinstance(layer, Name):
            layer = _entry(resources, "/Properties", layer)
        return self._told(layer)

    def _is_hidden_object(self, operands: Any, resources: Any) -> bool:
        return bool(len(operands)) and self._is_hidden(_entry(resources, "/XObject", operands[0]))

    def _is_hidden(self, item: Any) -> bool:
        return isinstance(item, Dictionary | Stream) and self._told(item.get("/OC"))

    def _told(self, layer: Any) -> bool:
        if not self._layers.hides(layer):
            return False
        members = layer.get("/OCGs", layer)
        for each in [members] if isinstance(members, Dictionary) else _dictionaries(members):
            self.names.setdefault(str(each.get("/Name", "")), None)
        return True


def _without_paint(name: str, operands: Any, operator: Any) -> list[Any]:
    """What stays of a hidden instruction: everything that the following ones build on, but no ink."""
    if name in _PATHS:
        return [([], Operator("n"))]
    if name == "'":
        return [([], Operator("T*"))]
    if name == '"':
        spacing, tracking = operands[0], operands[1]
        return [([spacing], Operator("Tw")), ([tracking], Operator("Tc")), ([], Operator("T*"))]
    return [] if name in _PAINTS else [(operands, operator)]


def _entry(resources: Any, kind: str, name: Any) -> Any:
    entries = resources.get(kind) if isinstance(resources, Dictionary) else None
    return entries.get(str(name)) if isinstance(entries, Dictionary) else None


def _dictionaries(array: Any) -> Iterator[Any]:
    yield from (item for item in array if isinstance(item, Dictionary)) if isinstance(array, Array) else ()
