#!/usr/bin/env python3
# ruff: noqa
# fmt: off
"""Score attribution predictions (who says what) against gold.  Plain Python 3 stdlib, no dependencies.

    python3 score.py gold.jsonl pred.jsonl [--json out.json] [--boot 500] [--by outlet] [--speech-only] [--spoken-only] [--errors 20]

Both files: one article a line, {"id", "text" (gold only needed), "attributions":[{...}], "ignore":[[s,e],..]? (gold)}.
attribution = {"source":[[s,e],..], "cue":[[s,e],..], "content":[[s,e],..],
               "kind"?: direct|indirect|mixed, "source_type"?: str, "source_name"?: str}
Offsets are Python str indices into the article text.  A gold article with no line in pred counts as no predictions
(all its gold is missed); pred lines whose id is not in gold are dropped (counted, reported).

All spans are compared as SETS OF WORD TOKENS (regex \\w+ with inner apostrophes/hyphens kept apart); punctuation, quotation
marks and white space never count, so "he said," and "he said" are the same span.

What is measured
 content.exact     one-to-one; predicted content word set == gold content word set.  P, R, F1.
 content.soft      Pareti / Johansson & Moschitti style credit, best overlap, many-to-one:
                   P = mean over predicted of max_g |p&g|/|p| ;  R = mean over gold of max_p |p&g|/|g|.
 content.token     micro P/R/F1 of the label "this word is inside some attributed content".
 content.matched   one-to-one greedy match by Dice; a pair counts when Dice >= 0.5.  P, R, F1.
 cue / source given match    over one-to-one matched pairs (any Dice > 0, best first):
     source.head   any shared word = right ("head match").  P over pairs where pred has a source, R over pairs where gold has.
     source.exact  same word set.       cue.head  as source.head, for the cue.
 attribution (headline)      end to end: a predicted attribution is right when its content pairs with Dice >= 0.5 AND
                   its source shares a word with the gold source (or both have none).  P, R, F1.
 attribution_strict  the same with exact content and source head match.
 attribution_soft  like content.soft (best overlap, many-to-one) but only over pairs whose sources agree: does not punish a tool
                   that cuts one split quote ("A," she said. "B.") into two pieces, when each piece has the speaker.
 by_kind           for direct / mixed / indirect gold: n, soft content recall, matched recall, attribution recall
                   ("speaker accuracy, end to end") and source head accuracy given the match.
 direct_speaker_acc = by_kind.direct source accuracy: `given_match`, `end_to_end` (best-matching piece has the speaker; missed = wrong)
                   and `any_fragment` (any overlapping predicted piece has it).
 kind_acc          accuracy of the predicted kind on matched pairs (where both have it).
 source_type       when gold has it: end-to-end accuracy and macro-F1 (an unmatched gold = wrong, label "<none>") and the same on
                   matched pairs only.  With pred spans copied from gold this is the oracle-span typing score.
 source_name       when gold has it: share of gold whose resolved name agrees (last-name / token-subset agreement, case-folded,
                   titles dropped), end to end and on matched pairs.
--boot N gives a 95 % bootstrap interval over articles for the headline numbers.
--speech-only (recommended headline for a "who says what" tool): gold attributions flagged "speech": false (pure attitudes and acts:
                   "refuses to", "is worried about"; flag made by a cue lexicon, see README) become don't-care: they are not
                   counted as gold, and predictions whose best match is such an attribution are not counted as predictions.
--spoken-only drops (on both sides) attributions whose gold source is missing, and is meant for tools that only want speakers.
"ignore" zones of gold (PolNeAR "Discard"): a prediction with at least half its content words inside is dropped.
"""
import argparse, json, random, re, sys, unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict, Counter

WORD = re.compile(r"\w+(?:['’]\w+)?")
TITLES = {'mr', 'mrs', 'ms', 'miss', 'dr', 'sen', 'rep', 'gov', 'president', 'the', 'sir', 'lord', 'lady', 'prof', 'gen', 'col',
          'lt', 'capt', 'sgt', 'maj', 'adm', 'senator', 'congressman', 'congresswoman', 'governor', 'minister', 'prime', 'of', 'a', 'an', 'and', 'jr', 'sr'}


class Art:
    __slots__ = ('starts', 'ends')

    def __init__(self, text):
        m = [x.span() for x in WORD.finditer(text)]
        self.starts = [a for a, _ in m]; self.ends = [b for _, b in m]

    def words(self, spans):
        s = set()
        for a, b in spans or ():
            s.update(range(bisect_right(self.ends, a), bisect_left(self.starts, b)))
        return s


def prf(tp_p, n_p, tp_r, n_r):
    p = tp_p / n_p if n_p else 0.0
    r = tp_r / n_r if n_r else 0.0
    return {'p': p, 'r': r, 'f1': 2 * p * r / (p + r) if p + r else 0.0, 'n_pred': n_p, 'n_gold': n_r}


def name_key(s):
    s = unicodedata.normalize('NFKD', s).encode('ascii', 'ignore').decode().lower()
    s = re.sub(r"'s\b", '', s)
    return [t for t in re.findall(r'[a-z0-9]+', s) if t not in TITLES]


def name_agree(a, b):
    a, b = name_key(a or ''), name_key(b or '')
    if not a or not b: return False
    A, B = set(a), set(b)
    return A <= B or B <= A or (a[-1] == b[-1] and len(a[-1]) > 2 and (a[0][0] == b[0][0]))


def greedy(G, P):
    """one-to-one greedy pairs, best Dice first; ties prefer a pair whose sources agree -> ({gold index: pred index}, {gold index: dice}, best |p&g|/|g| per gold, per pred)"""
    inv = defaultdict(list)
    for gi, g in enumerate(G):
        for t in g[1]: inv[t].append(gi)
    pairs, best_g, best_p = [], [0.0] * len(G), [0.0] * len(P)
    src_g, src_p = [0.0] * len(G), [0.0] * len(P)
    for pi, p in enumerate(P):
        cnt = Counter(gi for t in p[1] for gi in inv.get(t, ()))
        for gi, o in cnt.items():
            gl, pl = len(G[gi][1]), len(p[1])
            best_p[pi] = max(best_p[pi], o / pl); best_g[gi] = max(best_g[gi], o / gl)
            ok = 1 if (p[2] & G[gi][2]) or (not p[2] and not G[gi][2]) else 0
            if ok: src_p[pi] = max(src_p[pi], o / pl); src_g[gi] = max(src_g[gi], o / gl)
            pairs.append((2 * o / (gl + pl), ok, -gi, -pi))
    pairs.sort(reverse=True)
    g2p, usedp, dice = {}, set(), {}
    for d, _, ngi, npi in pairs:
        gi, pi = -ngi, -npi
        if gi in g2p or pi in usedp: continue
        g2p[gi] = pi; usedp.add(pi); dice[gi] = d
    return g2p, dice, best_g, best_p, src_g, src_p


def score_article(gold, pred, spoken_only=False, speech_only=False):
    """-> dict of counters for one article"""
    art = Art(gold['text'])
    C = defaultdict(float)
    types = []            # (gold_type, pred_type or None, matched)
    log = []
    G = []
    for a in gold['attributions']:
        if spoken_only and not a.get('source'): continue
        w = art.words(a['content'])
        if w: G.append((a, w, art.words(a.get('source')), art.words(a.get('cue'))))
    ign = art.words(gold.get('ignore') or [])
    P = []
    for a in (pred or {}).get('attributions', []):
        if spoken_only and not a.get('source'): continue
        w = art.words(a.get('content'))
        if not w or (ign and 2 * len(w & ign) >= len(w)): continue
        P.append((a, w, art.words(a.get('source')), art.words(a.get('cue'))))
    if speech_only and any(g[0].get('speech') is False for g in G):
        care = [g[0].get('speech') is not False for g in G]
        g2p = greedy(G, P)[0]
        drop = {pi for gi, pi in g2p.items() if not care[gi]}
        # an unpaired prediction that only overlaps don't-care gold is dropped as well
        dc = set().union(*[g[1] for g, c in zip(G, care) if not c]); cg = set().union(set(), *[g[1] for g, c in zip(G, care) if c])
        paired = set(g2p.values())
        drop |= {pi for pi, p in enumerate(P) if pi not in paired and (p[1] & dc) and not (p[1] & cg)}
        G = [g for g, c in zip(G, care) if c]; P = [p for pi, p in enumerate(P) if pi not in drop]
    C['n_gold'] = len(G); C['n_pred'] = len(P)
    g2p, dice, best_g, best_p, src_g, src_p = greedy(G, P)
    usedp = set(g2p.values())
    C['soft_p'] = sum(best_p); C['soft_r'] = sum(best_g); C['sa_p'] = sum(src_p); C['sa_r'] = sum(src_g)
    gt = set().union(*[g[1] for g in G]) if G else set()
    pt = set().union(*[p[1] for p in P]) if P else set()
    C['tok_tp'] = len(gt & pt); C['tok_p'] = len(pt); C['tok_r'] = len(gt)
    for gi, (a, w, s, c) in enumerate(G):
        k = a.get('kind') or 'unknown'
        C['k_n_' + k] += 1; C['k_soft_' + k] += best_g[gi]
        if s: C['k_nsrc_' + k] += 1; C['k_any_' + k] += src_g[gi] > 0
        pi = g2p.get(gi)
        gtype, gname = a.get('source_type'), a.get('source_name')
        if gname: C['name_n'] += 1
        if pi is None:
            log.append(('missed', a, None))
            if gtype: types.append((gtype, None, False))
            continue
        pa, pw, ps, pc = P[pi]
        exact = pw == w
        half = dice[gi] >= 0.5
        shead = bool(s & ps); ok_src = shead or (not s and not ps)
        C['exact'] += exact
        C['half'] += half
        C['pairs'] += 1
        if ps: C['src_p'] += 1
        if s: C['src_r'] += 1
        C['src_head'] += shead; C['src_exact'] += bool(s) and s == ps
        if pc: C['cue_p'] += 1
        if c: C['cue_r'] += 1
        C['cue_head'] += bool(c & pc)
        C['attr'] += half and ok_src
        C['attr_strict'] += exact and ok_src
        C['k_half_' + k] += half
        C['k_attr_' + k] += half and ok_src
        if s:
            C['k_msrc_' + k] += 1; C['k_srcok_' + k] += shead; C['k_srcok_all_' + k] += shead
        if a.get('kind') and pa.get('kind'):
            C['kind_n'] += 1; C['kind_ok'] += a['kind'] == pa['kind']
        if gtype: types.append((gtype, pa.get('source_type'), True))
        if gname:
            C['name_m'] += 1
            C['name_ok'] += name_agree(gname, pa.get('source_name') or ' '.join(gold['text'][x:y] for x, y in pa.get('source') or []))
        if not (half and ok_src): log.append(('wrong_source' if half else 'wrong_span', a, pa))
    for pi, (a, w, s, c) in enumerate(P):
        if pi not in usedp: log.append(('spurious', None, a))
    return C, types, log


def type_scores(types, matched_only=False):
    T = [(g, p) for g, p, m in types if m or not matched_only]
    if not T: return None
    labs = sorted({g for g, _ in T})
    f = {}
    for l in labs:
        tp = sum(g == l and p == l for g, p in T); fp = sum(g != l and p == l for g, p in T); fn = sum(g == l and p != l for g, p in T)
        f[l] = {'n': tp + fn, 'p': tp / (tp + fp) if tp + fp else 0.0, 'r': tp / (tp + fn), 'f1': 2 * tp / (2 * tp + fp + fn)}
    return {'n': len(T), 'accuracy': sum(g == p for g, p in T) / len(T), 'macro_f1': sum(x['f1'] for x in f.values()) / len(labs), 'by_label': f}


def summarise(Cs, types):
    C = defaultdict(float)
    for c in Cs:
        for k, v in c.items(): C[k] += v
    np_, ng = int(C['n_pred']), int(C['n_gold'])
    out = {'articles': len(Cs), 'n_gold': ng, 'n_pred': np_,
           'content': {'exact': prf(C['exact'], np_, C['exact'], ng), 'soft': prf(C['soft_p'], np_, C['soft_r'], ng),
                       'token': prf(C['tok_tp'], int(C['tok_p']), C['tok_tp'], int(C['tok_r'])), 'matched': prf(C['half'], np_, C['half'], ng)},
           'given_match': {'pairs': int(C['pairs']), 'source_head': prf(C['src_head'], int(C['src_p']), C['src_head'], int(C['src_r'])),
                           'source_exact': prf(C['src_exact'], int(C['src_p']), C['src_exact'], int(C['src_r'])),
                           'cue_head': prf(C['cue_head'], int(C['cue_p']), C['cue_head'], int(C['cue_r']))},
           'attribution': prf(C['attr'], np_, C['attr'], ng), 'attribution_strict': prf(C['attr_strict'], np_, C['attr_strict'], ng),
           'attribution_soft': prf(C['sa_p'], np_, C['sa_r'], ng), 'by_kind': {}}
    for k in ('direct', 'mixed', 'indirect', 'unknown'):
        n = C['k_n_' + k]
        if not n: continue
        out['by_kind'][k] = {'n': int(n), 'content_soft_r': C['k_soft_' + k] / n, 'content_matched_r': C['k_half_' + k] / n, 'attribution_r': C['k_attr_' + k] / n,
                             'source_head_given_match': C['k_srcok_' + k] / C['k_msrc_' + k] if C['k_msrc_' + k] else 0.0,
                             'source_head_end_to_end': C['k_srcok_all_' + k] / C['k_nsrc_' + k] if C['k_nsrc_' + k] else 0.0,
                             'source_any': C['k_any_' + k] / C['k_nsrc_' + k] if C['k_nsrc_' + k] else 0.0}
    d = out['by_kind'].get('direct')
    if d: out['direct_speaker_acc'] = {'given_match': d['source_head_given_match'], 'end_to_end': d['source_head_end_to_end'], 'any_fragment': d['source_any']}
    if C['kind_n']: out['kind_acc'] = C['kind_ok'] / C['kind_n']
    if types:
        out['source_type'] = {'end_to_end': type_scores(types), 'matched': type_scores(types, True)}
    if C['name_n']:
        out['source_name'] = {'n': int(C['name_n']), 'end_to_end': C['name_ok'] / C['name_n'], 'matched': C['name_ok'] / C['name_m'] if C['name_m'] else 0.0}
    return out


def load(path):
    with open(path, encoding='utf8') as f: return [json.loads(l) for l in f if l.strip()]


def evaluate(gold, pred, spoken_only=False, speech_only=False):
    P = {p['id']: p for p in pred}
    return [score_article(g, P.get(g['id']), spoken_only, speech_only) for g in gold]


def line(o):
    c = o['content']; g = o['given_match']
    k = o['by_kind']
    f = lambda x: '%5.1f' % (100 * x)
    s = ('content exact P/R/F %s %s %s | soft %s %s %s | token %s %s %s | matched(Dice>=.5) %s %s %s\n' % tuple(f(c[x][y]) for x in ('exact', 'soft', 'token', 'matched') for y in ('p', 'r', 'f1'))
         + 'given match (%d pairs): source head P/R/F %s %s %s | source exact F %s | cue head P/R/F %s %s %s\n' % (
             g['pairs'], *(f(g['source_head'][y]) for y in ('p', 'r', 'f1')), f(g['source_exact']['f1']), *(f(g['cue_head'][y]) for y in ('p', 'r', 'f1')))
         + 'ATTRIBUTION P/R/F %s %s %s | strict F %s | soft P/R/F %s %s %s\n' % (*(f(o['attribution'][y]) for y in ('p', 'r', 'f1')), f(o['attribution_strict']['f1']), *(f(o['attribution_soft'][y]) for y in ('p', 'r', 'f1'))))
    for kk, v in k.items():
        s += '  %-8s n=%d soft R %s matched R %s attribution R %s source acc | match %s, end-to-end %s, any fragment %s\n' % (
            kk, v['n'], f(v['content_soft_r']), f(v['content_matched_r']), f(v['attribution_r']), f(v['source_head_given_match']), f(v['source_head_end_to_end']), f(v['source_any']))
    if 'kind_acc' in o: s += '  kind accuracy on pairs %s\n' % f(o['kind_acc'])
    if 'source_type' in o:
        for m in ('end_to_end', 'matched'):
            t = o['source_type'][m]
            if t: s += '  source type %-10s n=%d acc %s macro-F1 %s\n' % (m, t['n'], f(t['accuracy']), f(t['macro_f1']))
    if 'source_name' in o: s += '  source name n=%d end-to-end %s matched %s\n' % (o['source_name']['n'], f(o['source_name']['end_to_end']), f(o['source_name']['matched']))
    return s


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('gold'); ap.add_argument('pred')
    ap.add_argument('--json'); ap.add_argument('--boot', type=int, default=0); ap.add_argument('--by'); ap.add_argument('--spoken-only', action='store_true'); ap.add_argument('--speech-only', action='store_true')
    ap.add_argument('--errors', type=int, default=0)
    A = ap.parse_args()
    gold, pred = load(A.gold), load(A.pred)
    ids = {g['id'] for g in gold}
    pid = {p['id'] for p in pred}
    print('gold %d articles; pred %d (%d missing, %d not in gold)' % (len(gold), len(pred), len(ids - pid), len(pid - ids)))
    res = evaluate(gold, pred, A.spoken_only, A.speech_only)
    out = summarise([r[0] for r in res], [t for r in res for t in r[1]])
    print(line(out), end='')
    if A.boot:
        rnd = random.Random(7); n = len(res); vals = defaultdict(list)
        for _ in range(A.boot):
            s = [res[rnd.randrange(n)] for _ in range(n)]
            o = summarise([r[0] for r in s], [])
            vals['attribution.f1'].append(o['attribution']['f1']); vals['attribution_soft.f1'].append(o['attribution_soft']['f1']); vals['content.soft.f1'].append(o['content']['soft']['f1']); vals['content.exact.f1'].append(o['content']['exact']['f1'])
            if 'direct_speaker_acc' in o: vals['direct_speaker.end_to_end'].append(o['direct_speaker_acc']['end_to_end'])
        out['ci95'] = {k: [sorted(v)[int(.025 * len(v))], sorted(v)[int(.975 * len(v)) - 1]] for k, v in vals.items()}
        print('  95%% CI  ' + '  '.join('%s [%.1f, %.1f]' % (k, 100 * a, 100 * b) for k, (a, b) in out['ci95'].items()))
    if A.by:
        grp = defaultdict(list)
        for g, r in zip(gold, res): grp[str(g.get(A.by))].append(r)
        out['by_' + A.by] = {}
        for k in sorted(grp):
            o = summarise([r[0] for r in grp[k]], [])
            out['by_' + A.by][k] = o
            print('  %-16s n=%4d attribution F %5.1f soft F %5.1f' % (k, o['n_gold'], 100 * o['attribution']['f1'], 100 * o['content']['soft']['f1']))
    if A.errors:
        rnd = random.Random(3)
        sl = lambda t, sp: ' [...] '.join(t[x:y].replace('\n', ' ') for x, y in sp or [])[:160]
        by = defaultdict(list)
        for g, r in zip(gold, res):
            for e in r[2]: by[e[0]].append((g, e))
        for k, v in sorted(by.items()):
            print('== %s: %d' % (k, len(v)))
            for g, (_, ga, pa) in rnd.sample(v, min(A.errors, len(v))):
                for nm, a in (('G', ga), ('P', pa)):
                    if a: print('   %s %s | src: %s | cue: %s | %s | %s' % (nm, a.get('kind'), sl(g['text'], a.get('source')), sl(g['text'], a.get('cue')), sl(g['text'], a['content']), g['id'][-40:]))
                print()
    if A.json: json.dump(out, open(A.json, 'w'), indent=1)


if __name__ == '__main__': main()
