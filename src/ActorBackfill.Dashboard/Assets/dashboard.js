"use strict";

// The pages are whole without this. With it they follow their job: the server draws, this puts what it drew in place.
(() => {
    const body = document.body;
    const byId = id => document.getElementById(id);
    const STALE_SECONDS = 12, POLL_MS = 2000, AGAIN_MS = 10000;

    // ---- What the server says, put in place.

    // The label may have something to say from the beginning.
    const follower = { seen: 0, heard: performance.now(), state: null, tenth: null, waiting: new Map(), trouble: byId("stale")?.textContent || null };

    const regions = () => [...document.querySelectorAll("[data-live]")];

    const focusables = region => [...region.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")];

    const isEditing = region => region.contains(document.activeElement) && document.activeElement.matches("input, select, textarea");

    function put(region, html) {
        if (isEditing(region)) {
            // What somebody types is not taken away; it is put in place when they are done.
            follower.waiting.set(region, html);
            return;
        }
        const place = focusables(region).indexOf(document.activeElement);
        const open = [...region.querySelectorAll("details[open][data-keep]")].map(d => d.dataset.keep);
        const scrolled = [...region.querySelectorAll(".scroll")].map(box => [box.scrollLeft, box.scrollTop]);
        region.innerHTML = html;
        region.querySelectorAll("details[data-keep]").forEach(d => { d.open = open.includes(d.dataset.keep); });
        region.querySelectorAll(".scroll").forEach((box, i) => { if (scrolled[i]) [box.scrollLeft, box.scrollTop] = scrolled[i]; });
        if (place >= 0) (focusables(region)[place] ?? byId("main")).focus({ preventScroll: true });
    }

    document.addEventListener("focusout", () => setTimeout(() => {
        for (const [region, html] of [...follower.waiting]) {
            if (!isEditing(region)) {
                follower.waiting.delete(region);
                put(region, html);
            }
        }
    }));

    function heard() {
        follower.heard = performance.now();
        label(follower.trouble);
    }

    // Why what is shown may be old; null when it is of now.
    function label(text) {
        const stale = byId("stale");
        if (stale && stale.textContent !== (text ?? "")) stale.textContent = text ?? "";
        if (stale) stale.hidden = !text;
    }

    // The server answers, and says that it cannot read the job.
    function trouble(text) {
        follower.trouble = `${text} What is shown was so before.`;
        heard();
    }

    function apply(news) {
        follower.trouble = news.stale;
        heard();
        if (news.id === follower.seen) return;
        follower.seen = news.id;
        body.dataset.seq = news.seq;
        for (const region of regions()) {
            const html = news.regions[region.dataset.live];
            if (html !== undefined) put(region, html);
        }
        document.title = `${news.percent} ${body.dataset.title}`;
        const icon = document.querySelector("link[rel=icon]"), path = `/assets/icon-${news.icon}.svg`;
        if (icon && icon.getAttribute("href") !== path) icon.setAttribute("href", path);
        announce(news);
    }

    // Said when the state changes and at every tenth of the way: a reader of the screen is not told of each unit.
    function announce(news) {
        const tenth = Math.floor(parseFloat(news.percent) / 10);
        if (follower.state !== null && (news.state !== follower.state || tenth !== follower.tenth)) {
            byId("announce").textContent = `${news.state.replaceAll("-", " ")}, ${news.percent}`;
        }
        [follower.state, follower.tenth] = [news.state, tenth];
    }

    // ---- The feed, and asking again and again where a feed cannot be held.

    const named = () => encodeURIComponent(regions().map(r => r.dataset.live).join(","));

    async function poll() {
        try {
            const answer = await fetch(`${body.dataset.feed.replace(/feed$/, "snapshot")}?regions=${named()}&seen=${follower.seen}`, { cache: "no-store" });
            if (answer.ok) apply(await answer.json());
            else if (answer.status === 503) trouble((await answer.json()).detail);
        } catch {
            // The label says that nothing is heard.
        }
    }

    function follow() {
        if (typeof EventSource === "undefined") {
            setInterval(poll, POLL_MS);
            return;
        }
        const source = new EventSource(`${body.dataset.feed}?regions=${named()}`);
        let polling = null;
        source.addEventListener("open", heard);
        source.addEventListener("alive", heard);
        source.addEventListener("trouble", event => trouble(JSON.parse(event.data).text));
        source.addEventListener("job", event => apply(JSON.parse(event.data)));
        source.addEventListener("error", () => {
            // Of a broken connection the browser makes a new one by itself; not of an answer that is no feed.
            if (source.readyState === EventSource.CLOSED && polling === null) {
                polling = setInterval(poll, POLL_MS);
                setTimeout(() => { clearInterval(polling); follow(); }, AGAIN_MS);
            }
        });
        addEventListener("pagehide", () => source.close(), { once: true });
    }

    function tick() {
        for (const left of document.querySelectorAll("[data-left]")) {
            const seconds = Math.max(0, Number(left.dataset.left) - 1);
            left.dataset.left = seconds;
            left.textContent = seconds < 60 ? `(${seconds} s left)` : `(${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s left)`;
        }
        const silence = Math.floor((performance.now() - follower.heard) / 1000);
        if (body.dataset.feed && silence >= STALE_SECONDS) label(`No update for ${silence} s: what is shown may be old.`);
    }

    // ---- Commands.

    function say(text, isProblem) {
        const said = byId("said");
        said.hidden = false;
        said.className = isProblem ? "alarm" : "notice";
        said.textContent = text;
    }

    // A dialog of the page itself: it can be styled, and a test can press its buttons.
    function confirmed(text) {
        const dialog = byId("confirm");
        dialog.querySelector("p").textContent = text;
        dialog.returnValue = "";
        dialog.showModal();
        return new Promise(done => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
    }

    function bodyOf(element) {
        const content = JSON.parse(element.dataset.body ?? "{}");
        if (element instanceof HTMLFormElement) {
            for (const input of element.querySelectorAll("input[name]")) {
                content[input.name] = input.dataset.unit ? input.value + input.dataset.unit : input.type === "number" ? Number(input.value) : input.value;
            }
        }
        return content;
    }

    const change = (path, content) => fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Backfill-Token": document.querySelector("meta[name=backfill-token]")?.content ?? "" },
        body: JSON.stringify(content),
    });

    async function command(element) {
        if (element.dataset.confirm && !await confirmed(element.dataset.confirm)) return;
        const pressed = element instanceof HTMLFormElement ? element.querySelector("[type=submit]") : element;
        pressed.disabled = true;
        try {
            const answer = await change(`/jobs/${encodeURIComponent(element.dataset.job ?? body.dataset.job)}/commands/${element.dataset.command}`, bodyOf(element));
            const told = await answer.json().catch(() => ({}));
            say(told.text || told.detail || told.title || (answer.ok ? "Done." : `It was refused (${answer.status}).`), !answer.ok);
        } catch {
            say("The dashboard does not answer; nothing may have been changed.", true);
        } finally {
            pressed.disabled = false;
        }
    }

    // What the session could read and do, the page that is loaded next cannot.
    async function signOut() {
        try {
            const answer = await change("/logout", {});
            if (answer.ok || answer.status === 401) location.reload();
            else say(`It was refused (${answer.status}).`, true);
        } catch {
            say("The dashboard does not answer: nobody has signed out.", true);
        }
    }

    const exit = byId("sign-out");
    if (exit) {
        exit.hidden = false;
        exit.addEventListener("click", signOut);
    }

    document.addEventListener("click", event => {
        const button = event.target.closest("button[data-command]");
        if (button && (button.dataset.job || body.dataset.job)) command(button);
    });
    document.addEventListener("submit", event => {
        if (event.target.matches("form[data-command]")) {
            event.preventDefault();
            command(event.target);
        }
    });

    if (body.dataset.feed) follow();
    setInterval(tick, 1000);
})();
