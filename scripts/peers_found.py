"""What the peers find in lines of text: run in their own environment, JSON lines in, JSON lines out."""

import contextlib
import datetime
import io
import json
import re
import sys
import time

with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    import jieba.posseg
    import jionlp
    from recognizers_date_time import recognize_datetime
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

_SUFFIX = re.compile(
    r"[一-龥]{1,12}?(?:局|厅|部|委|院|所|公司|中心|政府|委员会|大学|学院|医院|办公室|组|支部|科|处|集团|银行)"
)


def jio_dates(line, base):
    for hit in jionlp.ner.extract_time(line, time_base=base, with_parsing=True):
        times = (hit.get("detail") or {}).get("time")
        value = [str(t)[:10] for t in times] if isinstance(times, list) and len(times) == 2 else None
        yield [*hit["offset"], value]


def jio_money(line, base):
    for hit in jionlp.ner.extract_money(line, with_parsing=True):
        number = (hit.get("detail") or {}).get("num")
        yield [*hit["offset"], number if isinstance(number, str) else None]


def recognizers_dates(line, base):
    for hit in recognize_datetime(line, Culture.Chinese, reference=datetime.datetime.fromtimestamp(base)):
        values = (hit.resolution or {}).get("values") or [{}]
        value = values[-1].get("value") or [values[-1].get("start"), values[-1].get("end")]
        yield [hit.start, hit.end + 1, [value, value] if isinstance(value, str) else value]


def recognizers_money(line, base):
    for hit in recognize_currency(line, Culture.Chinese):
        yield [hit.start, hit.end + 1, (hit.resolution or {}).get("value")]


def posseg_bodies(line, base):
    at = 0
    for word, flag in jieba.posseg.lcut(line):
        if flag == "nt":
            yield [at, at + len(word), None]
        at += len(word)


def suffix_bodies(line, base):
    for hit in _SUFFIX.finditer(line):
        yield [hit.start(), hit.end(), None]


PEERS = {
    "DATE": {"JioNLP": jio_dates, "Recognizers-Text": recognizers_dates},
    "MONEY": {"JioNLP": jio_money, "Recognizers-Text": recognizers_money},
    "ORG": {"jieba.posseg": posseg_bodies, "suffix chunker": suffix_bodies},
}

for row in sys.stdin:
    task = json.loads(row)
    found = {}
    for label, peers in PEERS.items():
        for name, find in peers.items():
            hits, spent = [], 0.0
            for start, line in task["lines"]:
                begun = time.perf_counter()
                try:
                    rows = list(find(line, task["base"]))
                except Exception:  # what a peer cannot read it has not found
                    rows = []
                spent += time.perf_counter() - begun
                hits += [[start + a, start + b, value] for a, b, value in rows]
            found[f"{label} {name}"] = {"hits": hits, "seconds": spent}
    print(json.dumps(found, ensure_ascii=False), flush=True)
