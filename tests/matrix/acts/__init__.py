# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""An example of every act: who may, with what, and who may not. Each file offers `EXAMPLES` by dotted name."""
