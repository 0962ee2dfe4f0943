#!/bin/sh
# One would guess: for a year gone by, all libraries of the Chinese calendar agree: what day was the Mid-Autumn Festival
# of 1978 is a fact, and a birthday by the old calendar (农历八月十五) has one date.
# What happens: lunardate gives 16 September 1978, and is a day early for that whole month; four others give 17 September.
# The new moon came at 0:09 Beijing time on 3 September, so that month began on the 3rd; nine minutes earlier it would have
# been the 2nd, as lunardate has it. A difference of one day in one month passes any test with a few known dates.
# Seen with: lunardate 0.3.0, zhdate 0.1, borax 4.1.3, lunar_python 1.4.8, cnlunar 0.2.5, astronomy-engine 2.1.19 (PyPI).
# Source: GB/T 33661-2017, 农历的编算和颁行 (the day of the new moon in Beijing time is the first of the month).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check lunardate==0.3.0 zhdate==0.1 borax==4.1.3 \
    lunar_python==1.4.8 cnlunar==0.2.5 astronomy-engine==2.1.19 2>/dev/null
"$work/venv/bin/python" - <<'PY'
from datetime import datetime, timedelta

import astronomy
import cnlunar
from borax.calendars.lunardate import LunarDate as Borax
from lunar_python import Lunar
from lunardate import LunarDate
from zhdate import ZhDate

moon = astronomy.SearchMoonPhase(0, astronomy.Time.Make(1978, 8, 25, 0, 0, 0), 20).Utc()
beijing = moon + timedelta(hours=8)
first = LunarDate(1978, 8, 15).to_solar_date()
seen = {
    "lunardate": f"{first:%Y-%m-%d}",
    "zhdate": f"{ZhDate(1978, 8, 15).to_datetime():%Y-%m-%d}",
    "borax": f"{Borax(1978, 8, 15).to_solar_date():%Y-%m-%d}",
    "lunar_python": Lunar.fromYmd(1978, 8, 15).getSolar().toYmd(),
    "cnlunar, the other way": str(cnlunar.Lunar(datetime(1978, 9, 17, 12)).lunarDay),
}
print(f"new moon {beijing:%Y-%m-%d %H:%M} in Beijing; 八月十五:", seen)
assert f"{beijing:%m-%d %H:%M}" == "09-03 00:09"
assert seen.pop("lunardate") == "1978-09-16"
assert list(seen.values()) == ["1978-09-17"] * 3 + ["15"]
PY
