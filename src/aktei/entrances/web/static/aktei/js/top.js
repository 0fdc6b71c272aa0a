// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// How tall what stays at the top is by now: whatever sticks, is jumped to or gets the focus keeps clear of it.

const top = document.querySelector(".frame__top");
if (top) new ResizeObserver(() => document.documentElement.style.setProperty("--top", `${top.offsetHeight}px`)).observe(top);
