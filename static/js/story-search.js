/* Rows of the desk's stories, for the dialogs in which one is chosen. */

import { ask, element } from "newsroom/search-dialog"

const gettext = window.gettext || ((text) => text)

/** Stories whose headline holds the words, but for the one that is being written. */
export const findStories = (searchUrl) => (typed) => {
  const here = document.location.pathname.match(/\/(\d+)\/change\//)?.[1] || ""
  return ask(searchUrl, { q: typed, not: here })
}

export const said = (found) =>
  found ? "" : gettext("The stories cannot be searched just now. Check the connection, or sign in again.")

export const row = (headline, note, className, onClick) => {
  const button = element("button", { type: "button", className }, [
    element("span", { className: "related-link-headline", textContent: headline }),
    element("span", { className: "related-link-note", textContent: note }),
  ])
  button.addEventListener("click", onClick)
  return element("li", {}, [button])
}
