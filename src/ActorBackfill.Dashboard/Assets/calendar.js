"use strict";
// Moves about in calendars by keyboard, and makes a filter of the cells that were chosen. Without it the pages are whole: heads lead to
// what is closer, cells of small tables to their units.
(() => {
    const box = document.querySelector(".calendars");
    const form = document.querySelector("form[data-selection]");
    const said = document.querySelector("output[data-chosen]");
    if (!box || !form) {
        return;
    }

    const filter = form.elements.namedItem("filter");
    let start = null;
    let end = null;
    let isDragging = false;
    let asked = 0;

    const cellsOf = table => Array.from(table.tBodies[0].rows, row => Array.from(row.cells).slice(1));
    const placeOf = cell => ({ table: cell.closest("table"), row: cell.parentElement.sectionRowIndex, column: cell.cellIndex - 1 });
    const cellAt = (table, row, column) => table.tBodies[0].rows[row]?.cells[column + 1] ?? null;
    const handle = cell => cell.querySelector("a") ?? cell;
    const nameOf = cell => handle(cell).getAttribute("aria-label") ?? "";

    // One stop for the tabulator key a table.
    for (const table of box.querySelectorAll("table.calendar")) {
        let isFirst = true;
        for (const cell of cellsOf(table).flat()) {
            handle(cell).tabIndex = isFirst && nameOf(cell) ? 0 : -1;
            isFirst = isFirst && !nameOf(cell);
        }
    }

    document.querySelectorAll("[data-hint=calendar]").forEach(hint => { hint.hidden = false; });

    function focus(cell) {
        cell.closest("table").querySelectorAll("[tabindex='0']").forEach(other => { other.tabIndex = -1; });
        handle(cell).tabIndex = 0;
        handle(cell).focus();
        said.textContent = nameOf(cell);
    }

    // Over cells without a unit to the next one that has some.
    function next(cell, rows, columns) {
        const { table, row, column } = placeOf(cell);
        for (let step = 1; ; step++) {
            const other = cellAt(table, row + rows * step, column + columns * step);
            if (!other || (column + columns * step) < 0 || (row + rows * step) < 0) {
                return null;
            }

            if (nameOf(other)) {
                return other;
            }
        }
    }

    function chosen() {
        if (!start || !end || start.closest("table") !== end.closest("table")) {
            return [];
        }

        const [from, to] = [placeOf(start), placeOf(end)];
        const table = from.table;
        if (isLinear(table)) {
            const all = cellsOf(table).flat().filter(nameOf);
            const [low, high] = [all.indexOf(start), all.indexOf(end)].sort((a, b) => a - b);
            return all.slice(Math.max(low, 0), high + 1);
        }

        const cells = [];
        for (let row = Math.min(from.row, to.row); row <= Math.max(from.row, to.row); row++) {
            for (let column = Math.min(from.column, to.column); column <= Math.max(from.column, to.column); column++) {
                cells.push(cellAt(table, row, column));
            }
        }

        return cells;
    }

    const isLinear = table => table.dataset.rows === table.dataset.columns;
    const rowHead = cell => cell.parentElement.cells[0];
    const columnHead = cell => cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
    const dateOf = cell => columnHead(cell).dataset.v ? `${rowHead(cell).dataset.v}-${columnHead(cell).dataset.v}` : rowHead(cell).dataset.v;
    const between = (name, first, last) => first === last ? `${name}=${first}` : `${name}>=${first} and ${name}<=${last}`;

    function filterOf(cells) {
        const table = cells[0].closest("table");
        const last = cells[cells.length - 1];
        if (isLinear(table)) {
            return between(table.dataset.rows, dateOf(cells[0]), dateOf(last));
        }

        const heads = [...new Set(cells.map(rowHead))];
        const rows = heads[0].dataset.last === undefined
            ? `${table.dataset.rows}=${heads.map(head => head.dataset.v).join(",")}`
            : `${table.dataset.rows}>=${heads[0].dataset.v} and ${table.dataset.rows}<=${heads[heads.length - 1].dataset.last}`;
        if (table.dataset.columns === undefined) {
            return rows;
        }

        const columns = [...new Set(cells.map(columnHead))];
        const isDate = box.dataset.dates === table.dataset.columns;
        return `${rows} and ${isDate
            ? between(table.dataset.columns, columns[0].dataset.v, columns[columns.length - 1].dataset.v)
            : `${table.dataset.columns}=${columns.map(head => head.dataset.v).join(",")}`}`;
    }

    function show(text) {
        filter.value = text;
        form.hidden = text === "";
        form.querySelector("[data-retry]").href = `${box.dataset.units}?retry=1&filter=${encodeURIComponent(text)}`;
        const address = new URL(location.href);
        if (text) {
            address.searchParams.set("filter", text);
        } else {
            address.searchParams.delete("filter");
        }

        history.replaceState(null, "", address);
    }

    function mark() {
        box.querySelectorAll("[aria-selected]").forEach(cell => cell.removeAttribute("aria-selected"));
        const cells = chosen();
        cells.forEach(cell => cell.setAttribute("aria-selected", "true"));
        return cells;
    }

    async function choose() {
        const cells = mark();
        if (cells.length === 0) {
            show("");
            said.textContent = "";
            return;
        }

        const text = filterOf(cells);
        show(text);
        said.textContent = cells.length === 1 ? nameOf(cells[0]) : `${cells.length} cells chosen`;
        const turn = ++asked;
        try {
            const answer = await fetch(`${box.dataset.preview}?filter=${encodeURIComponent(text)}`, { headers: { accept: "application/json" } });
            const preview = await answer.json();
            if (turn === asked) {
                said.textContent += answer.ok ? `; ${preview.count} of their units can be retried` : `; ${preview.error}`;
            }
        } catch {
            // The count is on the next page too.
        }
    }

    function clear() {
        start = end = null;
        choose();
    }

    box.addEventListener("keydown", event => {
        const cell = event.target.closest("td");
        const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
        if (!cell || event.altKey || event.ctrlKey || event.metaKey) {
            return;
        }

        if (move) {
            event.preventDefault();
            const other = next(cell, move[0], move[1]);
            if (other && event.shiftKey) {
                start = start ?? cell;
                end = other;
                focus(other);
                choose();
            } else if (other) {
                focus(other);
            }
        } else if (event.key === "Home" || event.key === "End") {
            event.preventDefault();
            const row = Array.from(cell.parentElement.cells).slice(1).filter(nameOf);
            focus(event.key === "Home" ? row[0] : row[row.length - 1]);
        } else if (event.key === " ") {
            event.preventDefault();
            start = end = cell;
            choose();
        } else if (event.key === "Enter" && !cell.querySelector("a")) {
            const cells = chosen().includes(cell) ? chosen() : [cell];
            location.assign(`${box.dataset.units}?filter=${encodeURIComponent(filterOf(cells))}`);
        } else if (event.key === "Escape") {
            clear();
        }
    });

    box.addEventListener("dragstart", event => event.preventDefault());
    box.addEventListener("pointerdown", event => {
        const cell = event.target.closest("td");
        if (cell && nameOf(cell) && event.button === 0 && event.pointerType !== "touch") {
            start = event.shiftKey && start ? start : cell;
            end = cell;
            isDragging = true;
            mark();
        }
    });
    box.addEventListener("pointerover", event => {
        const cell = event.target.closest("td");
        if (cell && nameOf(cell)) {
            if (isDragging) {
                end = cell;
                mark();
            } else if (!start) {
                said.textContent = nameOf(cell);
            }
        }
    });
    document.addEventListener("pointerup", () => {
        if (isDragging) {
            isDragging = false;
            choose();
        }
    });
    // A link is followed by a click, not by the end of a choice.
    box.addEventListener("click", event => {
        if (event.target.closest("td a") && start && start !== end) {
            event.preventDefault();
        }
    });

    const known = new URL(location.href).searchParams.get("filter");
    if (known) {
        show(known);
    }
})();
