# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes, kept under the SHA-256 of what they are: in a directory or in an S3 bucket, once or twice.

They are written, synced and hashed *before* the transaction that refers to them. What no transaction came to
refer to is swept a day later.
"""
