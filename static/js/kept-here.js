/* Work that only this browser has, offered back at the top of the form. */

import { copiesOf, dropCopy } from "newsroom/browser-copies"
import { ask, REACHED } from "newsroom/pulse"
import { fieldsOf, namesOfDifferences } from "newsroom/typed-work"

const gettext = window.gettext || ((text) => text)
const interpolate = window.interpolate || ((text) => text)

export const offerCopies = async (box, form) => {
  const template = document.querySelector("template.kept-here")
  if (!template) return
  for (const copy of await copiesOf(box.dataset.user, box.dataset.story)) {
    const differs = namesOfDifferences(form, copy.fields, fieldsOf(form))
    if (differs.length) template.before(offerOf(template, box, copy, differs))
    else dropCopy(copy)
  }
}

const offerOf = (template, box, copy, differs) => {
  const offer = template.content.firstElementChild.cloneNode(true)
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" })
  const words = offer.querySelector(".kept-words")
  words.textContent = interpolate(gettext("You typed here until %s, and only this browser has it."), [when.format(copy.typedAt)])
  offer.querySelector(".kept-differs").textContent = interpolate(gettext("It differs from this form in: %s."), [differs.join(", ")])
  offer.querySelector("input[name=take_up]").value = copy.key
  offer.querySelector(".kept-discard").addEventListener("click", () => {
    dropCopy(copy)
    offer.remove()
  })
  offer.querySelector(".kept-take").addEventListener("submit", async (event) => {
    event.preventDefault()
    const { key, version, fields } = copy
    const { outcome, words: why } = await ask(box, { key, version, fields })
    if (outcome !== REACHED) {
      words.textContent = interpolate(gettext("%s What you typed is still in this browser. Try again in a moment."), [why])
      return
    }
    dropCopy(copy)
    event.target.submit()
  })
  return offer
}
