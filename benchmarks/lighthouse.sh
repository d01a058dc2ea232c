#!/usr/bin/env bash
# lighthouse.sh SITE: Lighthouse's marks, as on a phone, for the front page, a section, a story, the archive and search.
# Of each: performance/accessibility/best practices/SEO, then first paint, largest paint, blocking time, layout shift.
set -euo pipefail
site=${1:?the address of a running site, such as http://localhost:8000}
export CHROME_PATH=${CHROMIUM:-$(command -v chromium)}

news=$(curl -fsS "$site/sitemap/news.xml")
story=$(sed -n '0,/<loc>/s|.*<loc>[a-z]*://[^/]*\([^<]*\).*|\1|p' <<<"$news")
section=/$(cut -d / -f 2 <<<"$story")/

for path in / "$section" "$story" /archive/ /search/; do
  npx --yes lighthouse@12.8.2 "$site$path" --quiet --output=json \
    --only-categories=performance,accessibility,best-practices,seo \
    --chrome-flags="--headless=new --no-sandbox --disable-gpu" |
    node -e '
      const { categories, audits } = JSON.parse(require("fs").readFileSync(0));
      const marks = Object.values(categories).map(({ score }) => Math.round(score * 100)).join("/");
      const names = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
      console.log(marks, names.map((name) => audits[name].displayValue).join(", "), process.argv[1]);
    ' "$path"
done
