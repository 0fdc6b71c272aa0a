# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame around every page: header, navigation, theme, components, error pages."""
