# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kit of the web floor: what every room is built with. It knows no room."""
