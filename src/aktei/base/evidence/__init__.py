# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proof that the journal was not altered: a Merkle tree in the public C2SP formats. Pure; never imports Django."""
