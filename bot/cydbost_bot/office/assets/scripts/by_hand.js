// Puts a button beside each text that is to be copied, and says when it was.
for (const words of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = words.dataset.copy;
  const told = document.createElement("span");
  told.className = "govuk-body app-hand__copied";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    words.select();
    try {
      await navigator.clipboard.writeText(words.value);
    } catch {
      document.execCommand("copy"); // where the page is not reached over https
    }
    told.textContent = words.dataset.copied;
  });
  const row = document.createElement("div");
  row.className = "app-actions";
  row.append(button, told);
  words.after(row);
}
