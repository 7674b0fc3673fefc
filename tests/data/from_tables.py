#!/usr/bin/env python3
# ruff: noqa
# fmt: off
"""The product's tables -> predictions for score.py (needs pandas and pyarrow).

    framing code gold.jsonl --out DIR
    python from_tables.py DIR --out pred.jsonl [--core]
    python score.py gold.jsonl pred.jsonl --speech-only

DIR holds the Parquet folders `articles` and `attributions`.  `speech_act` and `evidence` become kind indirect; the codebook's
source types become the gold labels (TYPES).  Only zone story counts (offsets are into `text`).  --core keeps tier core only.  Every article gets a line, also without attributions.
"""
import argparse, json
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd

TYPES = {
    'government': 'official', 'justice': 'official', 'legislator': 'official', 'intergovernmental': 'official',
    'military': 'military', 'politician': 'politician', 'state_media': 'state_media', 'public_media': 'media', 'news_media': 'media',
    'academic': 'analyst', 'think_tank': 'analyst', 'expert': 'analyst', 'business': 'company', 'civil_society': 'civil_society',
    'citizen': 'ordinary', 'public_figure': 'public_figure', 'document': 'document', 'anonymous': 'anonymous', 'unspecified': 'vague_group',
}
KINDS = {'speech_act': 'indirect', 'evidence': 'indirect'}


def span(start, end):
    """[[start, end]], or [] when it is null, negative or empty."""
    if pd.isna(start) or pd.isna(end) or start < 0 or end <= start:
        return []
    return [[int(start), int(end)]]


def attribution(row, unknown):
    out = {'source': span(row.source_start, row.source_end), 'cue': span(row.cue_start, row.cue_end),
           'content': [[int(a), int(b)] for a, b in row.content_spans], 'kind': KINDS.get(row.kind, row.kind)}
    if isinstance(row.source_type, str) and row.source_type:
        unknown.update([row.source_type] if row.source_type not in TYPES else [])
        out['source_type'] = TYPES.get(row.source_type, row.source_type)
    if isinstance(row.source_name, str) and row.source_name:
        out['source_name'] = row.source_name
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('tables', type=Path)
    ap.add_argument('--out', type=Path, required=True)
    ap.add_argument('--core', action='store_true')
    a = ap.parse_args()
    rows = pd.read_parquet(a.tables / 'attributions')
    if 'zone' in rows:
        rows = rows[rows['zone'] == 'story']
    if a.core:
        rows = rows[rows['tier'] == 'core']
    found, unknown = defaultdict(list), Counter()
    for row in rows.itertuples():
        found[row.article_id].append(attribution(row, unknown))
    ids = pd.read_parquet(a.tables / 'articles', columns=['article_id'])['article_id']
    with a.out.open('w', encoding='utf8') as f:
        for i in ids:
            f.write(json.dumps({'id': i, 'attributions': found.pop(i, [])}, ensure_ascii=False) + '\n')
    print(f'{len(ids)} articles, {len(rows)} attributions')
    for what, bad in (('source types outside the codebook', dict(unknown)), ('attributions of articles not in the articles table', sorted(found))):
        if bad:
            print(f'warning: {what}: {bad}')


if __name__ == '__main__':
    main()
