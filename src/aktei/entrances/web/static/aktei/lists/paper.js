// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2
// Opens the print window as soon as the list is drawn.

requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
