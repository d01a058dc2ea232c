/* Notes beside a story's form are added and resolved without leaving it; "@" and letters offer whom to call.
 *
 * Without this the same forms lead to the page of notes, and back.
 */

const gettext = window.gettext || ((text) => text)
const PAUSE_MS = 150
const CALLED = /(?<![\w.+@-])@([\w.+-]*)$/

// The page of notes has no map of modules to import it from.
const element = (name, properties) => Object.assign(document.createElement(name), properties)

// ---- Adding and resolving beside the form ----

/** The part of the page as it is after the form was taken. Null: it was not, and nobody knows why. */
const send = async (form) => {
  const body = new FormData(form)
  body.append("part", "1")
  try {
    const response = await fetch(form.action, { method: "POST", body, redirect: "manual" })
    if (!response.ok) return null
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    return page.querySelector("details.notes")
  } catch {
    return null
  }
}

const onSubmit = async (event) => {
  const form = event.target.closest(".notes form")
  if (!form) return
  event.preventDefault()
  if (form.dataset.isSending) return
  form.dataset.isSending = "1"
  const fresh = await send(form)
  delete form.dataset.isSending
  if (!fresh) return refuse(form)
  const old = form.closest(".notes")
  const text = old.querySelector("textarea").value
  // A note half typed stays when another is resolved.
  if (form.matches(".note-resolve")) fresh.querySelector("textarea").value = text
  fresh.open = true
  old.replaceWith(fresh)
  for (const area of fresh.querySelectorAll("textarea")) offerPeople(area)
  fresh.querySelector(form.matches(".note-resolve") ? "summary" : "textarea").focus()
}

const refuse = (form) => {
  form.querySelector(".note-not-sent")?.remove()
  const words = gettext("Not sent. What you typed is still here; try again.")
  form.append(element("p", { className: "note-not-sent", role: "alert", textContent: words }))
}

// ---- Calling people ----

const offerPeople = (area) => {
  const address = area.closest("[data-people]").dataset.people
  const list = element("ul", { className: "note-people", id: `${area.id}-people`, hidden: true })
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", gettext("People who can be called"))
  area.after(list)
  area.setAttribute("aria-autocomplete", "list")
  area.setAttribute("aria-controls", list.id)
  const show = finder(address, area, list)
  area.addEventListener("input", show)
  area.addEventListener("keydown", (event) => walk(event, area, list))
  area.addEventListener("blur", () => hide(area, list))
  // Before the text loses the focus.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault()
    const row = event.target.closest("li")
    if (row) call(area, list, row)
  })
}

/** The letters after the "@" that the cursor stands behind, or null. */
const lettersAt = (area) => CALLED.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null

const finder = (address, area, list) => {
  let latest = 0
  let pause = null
  return () => {
    const turn = ++latest
    clearTimeout(pause)
    const letters = lettersAt(area)
    if (letters === null) return hide(area, list)
    pause = setTimeout(async () => {
      const people = await find(address, letters)
      if (turn !== latest || lettersAt(area) !== letters) return
      list.replaceChildren(...people.map((person, number) => row(list, person, number)))
      list.hidden = !people.length
      choose(area, list, list.firstElementChild)
    }, PAUSE_MS)
  }
}

const find = async (address, letters) => {
  try {
    const response = await fetch(`${address}?${new URLSearchParams({ q: letters })}`)
    return response.ok ? (await response.json()).people : []
  } catch {
    return []
  }
}

const row = (list, { username, name }, number) => {
  const words = name === username ? `@${username}` : `${name} @${username}`
  const node = element("li", { id: `${list.id}-${number}`, textContent: words })
  node.setAttribute("role", "option")
  node.dataset.username = username
  return node
}

const choose = (area, list, chosen) => {
  for (const each of list.children) each.setAttribute("aria-selected", String(each === chosen))
  if (chosen && !list.hidden) area.setAttribute("aria-activedescendant", chosen.id)
  else area.removeAttribute("aria-activedescendant")
}

const hide = (area, list) => {
  list.hidden = true
  choose(area, list, null)
}

const walk = (event, area, list) => {
  if (list.hidden || event.isComposing) return
  const chosen = list.querySelector("[aria-selected=true]")
  const ways = {
    ArrowDown: () => choose(area, list, chosen?.nextElementSibling ?? list.firstElementChild),
    ArrowUp: () => choose(area, list, chosen?.previousElementSibling ?? list.lastElementChild),
    Enter: () => call(area, list, chosen),
    Tab: () => call(area, list, chosen),
    Escape: () => hide(area, list),
  }
  if (!ways[event.key]) return
  event.preventDefault()
  ways[event.key]()
}

const call = (area, list, chosen) => {
  const letters = lettersAt(area)
  hide(area, list)
  if (!chosen || letters === null) return
  const end = area.selectionStart
  area.setRangeText(`@${chosen.dataset.username} `, end - letters.length - 1, end, "end")
}

document.addEventListener("submit", onSubmit)
for (const area of document.querySelectorAll("[data-people] textarea")) offerPeople(area)
