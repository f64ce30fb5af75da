"use strict";
// Adds a button that copies a quotation with its citation. The page works without it.
for (const place of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    const [quote, citation, permalink] = place.dataset.copy
      .split(" ")
      .map((id) => document.getElementById(id).textContent.trim());
    const told = place.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(`“${quote}”\n${citation}\n${permalink}\n`);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "The browser did not allow it. Select the quote and copy it instead.";
    }
  });
}
