/* Where in a text a picture is to stand: places beside the text, never in it, that go along as it changes. What is
 * saved, kept meanwhile, copied or compared knows nothing of them. */

import { pm } from "django-prose-editor/editor"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view
const KEY = new PluginKey("pictureMarks")
// Private characters: a paste has them for as long as the editor takes to set it in; no text may bring them along.
const SIGN = /\ue000(\d+)\ue001/g

/** What stands for a picture in the HTML of a paste. */
export const signOf = (id) => `\ue000${id}\ue001`

/** show(id) → what is to be seen at its place; isKnown(id): whether it is one of this editor's. */
export const marksPlugin = ({ show, isKnown }) =>
  new Plugin({
    key: KEY,
    state: {
      init: () => [],
      apply: (tr, marks) => added(tr, moved(tr, marks)),
    },
    props: {
      decorations: (state) =>
        DecorationSet.create(
          state.doc,
          KEY.getState(state).map(({ id, at, turn }) =>
            Decoration.widget(at, () => show(id), { side: 1, key: `picture-${id}-${turn}`, stopEvent: () => true }),
          ),
        ),
    },
    appendTransaction: (transactions, _before, state) =>
      transactions.some((tr) => tr.docChanged && tr.getMeta("uiEvent")) ? taken(state, isKnown) : null,
  })

export const marksOf = (state) => KEY.getState(state)

/** The transaction, saying of marks: {add: [{id, at}]}, {remove: [id]}, {renew: id}; {put: id} whose picture it brings. */
export const mark = (tr, change) => tr.setMeta(KEY, change)

/** The place between the blocks of the text that is nearest to where one is. */
export const placeAt = ($from) => {
  if (!$from.depth) return $from.pos
  return $from.depth === 1 && $from.parentOffset === 0 && $from.parent.content.size ? $from.before(1) : $from.after(1)
}

const moved = (tr, marks) => {
  if (!tr.docChanged) return marks
  const change = tr.getMeta(KEY) || {}
  const isUndo = tr.getMeta("history$") && !tr.getMeta("history$").redo
  return marks.flatMap((one) => {
    // What was to stand before a picture that is put at the same place still does.
    const result = tr.mapping.mapResult(one.at, one.id < change.put ? -1 : 1)
    const isGone = isUndo ? result.deletedBefore || result.deletedAfter : result.deletedAcross
    return isGone ? [] : [{ ...one, at: result.pos }]
  })
}

const added = (tr, marks) => {
  const { add = [], remove = [], renew } = tr.getMeta(KEY) || {}
  return [...marks, ...add.map((one) => ({ ...one, turn: 0 }))]
    .filter(({ id }) => !remove.includes(id))
    .map((one) => (one.id === renew ? { ...one, turn: one.turn + 1 } : one))
    .sort((one, other) => one.id - other.id)
}

/** The signs of a paste, taken out of the text in the same step, and marks in their places. */
const taken = (state, isKnown) => {
  const signs = []
  state.doc.descendants((node, at) => {
    for (const match of node.text?.includes("\ue000") ? node.text.matchAll(SIGN) : []) {
      const from = at + match.index
      if (isKnown(Number(match[1]))) signs.push({ id: Number(match[1]), from, to: from + match[0].length })
    }
  })
  if (!signs.length) return null
  const { tr } = state
  for (const { from, to } of signs) takeOut(tr, tr.mapping.map(from), tr.mapping.map(to))
  const add = signs.map(({ id, from }) => ({ id, at: placeAt(tr.doc.resolve(tr.mapping.map(from, -1))) }))
  return mark(tr, { add })
}

/** Take out a sign, with all that would be empty without it. */
const takeOut = (tr, from, to) => {
  const $from = tr.doc.resolve(from)
  if ($from.parent.content.size > to - from) return tr.delete(from, to)
  let { depth } = $from
  const isAlone = () => $from.node(depth - 1).childCount === 1
  while (depth > 1 && isAlone() && !$from.node(depth - 1).type.spec.tableRole) depth -= 1
  const place = $from.index(depth - 1)
  const isSpare = !isAlone() && $from.node(depth - 1).canReplace(place, place + 1)
  return isSpare ? tr.delete($from.before(depth), $from.after(depth)) : tr.delete(from, to)
}
