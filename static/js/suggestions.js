/* Tags and stories that the desk finds for what is being written, each added with a click. */

import { element } from "newsroom/search-dialog"

const gettext = window.gettext || ((text) => text)
const jQuery = () => window.django.jQuery

let latest = 0

/** Ask, and show what is found. What comes late, or not at all, disturbs nobody. */
export const offer = async (help, form, editor, text) => {
  const turn = ++latest
  const found = await ask(help, form, text)
  if (!found || turn !== latest) return
  const isAt = [...help.querySelectorAll("li button")].indexOf(document.activeElement)
  list(help.querySelector(".writing-help-tags"), found.tags.map((tag) => tagRow(form, tag)))
  list(help.querySelector(".writing-help-stories"), found.stories.map((story) => storyRow(form, editor, story)))
  if (isAt >= 0) help.querySelectorAll("li button")[isAt]?.focus()
}

const ask = async (help, form, text) => {
  const body = new FormData()
  const say = (name, value) => value && body.append(name, value)
  say("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  say("headline", form.elements.headline?.value)
  say("text", text.slice(0, 20_000))
  say("section", form.elements.section?.value)
  for (const option of form.elements.tags?.selectedOptions || []) body.append("tags", option.value)
  say("not", help.dataset.story)
  for (const select of form.querySelectorAll("select[name^=related_links-][name$=-target]")) say("not", select.value)
  try {
    const response = await fetch(help.dataset.suggest, { method: "POST", body })
    return response.ok && !response.redirected ? await response.json() : null
  } catch {
    return null
  }
}

const list = (section, rows) => {
  section.hidden = !rows.length
  section.querySelector("ul").replaceChildren(...rows)
}

const button = (words, label, onClick) => {
  const node = element("button", { type: "button", textContent: words })
  node.setAttribute("aria-label", label)
  node.addEventListener("click", onClick)
  return node
}

const tagRow = (form, { name, times }) => {
  const row = element("li")
  const add = () => {
    jQuery()(form.elements.tags).append(new Option(name, name, true, true)).trigger("change")
    row.remove()
  }
  const note = times > 1 ? ` (${times}×)` : ""
  row.append(button(`+ ${name}${note}`, `${gettext("Add the tag")} ${name}`, add))
  return row
}

const storyRow = (form, editor, story) => {
  const row = element("li", {}, [
    element("span", { className: "near-headline", textContent: story.headline }),
    element("span", { className: "near-note", textContent: story.note }),
  ])
  const inText = () => {
    const attrs = { target: String(story.id), url: "", headline: story.headline }
    editor.chain().focus().insertContent({ type: "relatedLink", attrs }).run()
    row.remove()
  }
  const atTheEnd = () => {
    putAtTheEnd(form, story)
    row.remove()
  }
  row.append(
    button(gettext("+ in the text"), `${gettext("Add as “Read also” where the cursor is:")} ${story.headline}`, inText),
    button(gettext("+ at the end"), `${gettext("Add at the end:")} ${story.headline}`, atTheEnd),
  )
  return row
}

/** Into the first row of related links that is empty, or a new one. */
const putAtTheEnd = (form, story) => {
  const empty = () =>
    [...form.querySelectorAll("select[name^=related_links-][name$=-target]")].find((select) => {
      const name = select.name.replace(/target$/, "")
      return !name.includes("__prefix__") && ["target", "url", "pending_headline"].every((field) => !form.elements[name + field]?.value)
    })
  if (!empty()) form.querySelector(".inline-group:has([name^=related_links-]) .add-row :is(a, button)")?.click()
  const select = empty()
  if (select) jQuery()(select).append(new Option(story.headline, story.id, true, true)).trigger("change")
}
