#!/bin/sh
# Mails what a hook is told, which is on its standard input: mail.sh TO [SENDMAIL]
set -eu
{
  printf 'To: %s\n' "$1"
  printf 'Subject: backfill %s/%s %s\n' "$BACKFILL_JOB" "$BACKFILL_RUN" "$BACKFILL_EVENT${BACKFILL_EXIT:+, exit $BACKFILL_EXIT}"
  printf 'MIME-Version: 1.0\nContent-Type: application/json; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n'
  cat
} | "${2:-/usr/sbin/sendmail}" -t
