"use strict";
// Sends retries: JSON with the page's token, never a form's own request, so that no other site can send one.
document.querySelectorAll("form[data-reopen]").forEach(form => form.addEventListener("submit", async event => {
    event.preventDefault();
    const button = form.querySelector("button");
    const said = form.querySelector("output");
    const data = form.dataset;
    const body = {
        filter: data.filter ?? "",
        states: data.states ? data.states.split(",") : [],
        group: data.group ? Number(data.group) : null,
        units: data.unit ? [data.unit] : [],
        reason: form.elements.namedItem("reason").value,
        confirm: Number(data.confirm),
    };
    button.disabled = true;
    said.textContent = "Sending.";
    try {
        const answer = await fetch(`/jobs/${encodeURIComponent(data.job)}/commands/retry`, {
            method: "POST",
            headers: {
                "content-type": "application/json",
                "accept": "application/json",
                "X-Backfill-Token": document.querySelector("meta[name=backfill-token]")?.content ?? "",
            },
            body: JSON.stringify(body),
        });
        const told = await answer.json();
        said.textContent = told.text ?? told.detail ?? answer.statusText;
        // What has changed since has to be looked at again, by loading the page.
        button.disabled = answer.ok || told.result?.code === "count-changed";
    } catch {
        said.textContent = "The server does not answer; nothing is known of the retry.";
        button.disabled = false;
    }
}));
