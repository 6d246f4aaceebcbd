"""The spellings of every unit and counter, Korean and English, as plain tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit; `factor` turns the number before the written unit into it (GW: 10^9)."""

    name: str
    factor: Decimal = Decimal(1)


def _table(rows: str) -> dict[str, Unit]:
    """Read rows 'canonical[*factor]: spelling, spelling'; a row ending in a comma goes on."""
    table = {}
    for row in re.sub(r",\n\s+", ", ", rows).strip().splitlines():
        left, _, right = row.partition(": ")
        name, _, factor = left.strip().partition("*")
        for spelling in right.split(","):
            table[spelling.strip()] = Unit(name, Decimal(factor or 1))
    return table


MONEY_KO = _table(
    """
    KRW: 원
    AUD: 호주 달러, 호주달러
    CAD: 캐나다 달러, 캐나다달러
    HKD: 홍콩 달러, 홍콩달러
    TWD: 대만 달러, 대만달러
    SGD: 싱가포르 달러, 싱가포르달러
    NZD: 뉴질랜드 달러, 뉴질랜드달러
    USD: 미국 달러, 미 달러, 미국달러, 미달러, 달러, 달라, 불
    USD*0.01: 미국 센트, 센트
    CNY: 중국 위안, 위안화, 위안
    JPY: 일본 엔, 엔화, 엔
    EUR: 유로화, 유로
    GBP: 파운드
    INR: 인도 루피, 루피
    IDR: 루피아
    RUB: 루블
    CHF: 스위스 프랑, 스위스프랑
    THB: 바트
    VND: 베트남 동
    BRL: 헤알
    TRY: 리라
    ZAR: 랜드
    MYR: 링깃
    peso: 페소
    SEK: 스웨덴 크로나
    SAR: 리얄
    AED: 디르함
    """
)
MONEY_EN = _table(
    """
    KRW: South Korean won, Korean won, won
    USD: US dollars, US dollar, U.S. dollars, U.S. dollar, American dollars, dollars, dollar,
      bucks
    AUD: Australian dollars, Australian dollar
    CAD: Canadian dollars, Canadian dollar
    HKD: Hong Kong dollars, Hong Kong dollar
    TWD: Taiwan dollars, Taiwan dollar, New Taiwan dollars
    SGD: Singapore dollars
    NZD: New Zealand dollars
    USD*0.01: US cents, cents, cent
    CNY: Chinese yuan, yuan, renminbi
    JPY: Japanese yen, yen
    EUR: euros, euro
    GBP: pounds sterling, British pounds, pence sterling
    INR: Indian rupees, rupees, rupee
    IDR: rupiah
    RUB: rubles, ruble, roubles, rouble
    CHF: Swiss francs, Swiss franc, francs
    THB: baht
    VND: dong
    BRL: reais
    TRY: lira, liras
    ZAR: rand
    MYR: ringgit
    peso: pesos, peso
    SAR: riyals, riyal
    AED: dirhams, dirham
    """
)
SYMBOLS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD",
    "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "$": "USD", "₩": "KRW", "￦": "KRW", "€": "EUR",
    "£": "GBP", "₹": "INR", "₽": "RUB", "CN¥": "CNY", "¥": "JPY", "￥": "JPY",
}  # fmt: skip
CURRENCIES = frozenset(
    {u.name for u in (*MONEY_KO.values(), *MONEY_EN.values())} | set(SYMBOLS.values())
)
MONEY_SIGN = {code: sign for sign, code in reversed(SYMBOLS.items()) if code not in ("JPY", "CNY")}
MONEY_SIGN |= {"USD": "$", "KRW": ""}

RATE = _table(
    """
    %p: %포인트, % 포인트, %p, %P, %pt, 퍼센트포인트, 퍼센트 포인트, percentage points,
      percentage point, percentage-point, percent points, pp, p.p., ppt
    %p*0.01: bp, bps, basis points, basis point, basis-point, 베이시스포인트
    %: %, ％, 퍼센트, 프로, percent, per cent, pct
    """
)
MEASURES = _table(
    """
    m: m, 미터, meters, meter, metres, metre
    km: km, ㎞, 킬로미터, 킬로, kilometers, kilometer, kilometres, kilometre
    cm: cm, ㎝, 센티미터, 센티, centimeters, centimeter, centimetres
    mm: mm, ㎜, 밀리미터, 밀리, millimeters, millimeter
    nm: nm, 나노미터, 나노, nanometers, nanometer
    mile: 마일, miles, mile
    foot: 피트, feet, foot, ft
    inch: 인치, inches, inch
    yard: 야드, yards, yard
    kg: kg, ㎏, 킬로그램, kilograms, kilogram, kilos, kilo
    g: g, 그램, grams, gram
    mg: mg, 밀리그램, milligrams, milligram
    ounce: 온스, ounces, ounce
    t: t, 톤, tons, ton, tonnes, tonne, metric tons
    pound: pounds, pound, lbs, lb
    m2: ㎡, m², m2, 제곱미터, 평방미터, square meters, square metres, sq m
    km2: ㎢, km², km2, 제곱킬로미터, 평방킬로미터, square kilometers, square kilometres
    mile2: 평방마일, 제곱마일, square miles
    foot2: 평방피트, square feet, square foot
    ha: ha, 헥타르, hectares, hectare
    acre: 에이커, acres, acre
    pyeong: 평
    L: L, ℓ, 리터, liters, liter, litres, litre
    gallon: 갤런, gallons, gallon
    m3: ㎥, m³, 세제곱미터, 입방미터, cubic meters, cubic metres
    barrel: 배럴, barrels, barrel
    °C: °C, ℃, degrees Celsius
    °F: °F, ℉, degrees Fahrenheit
    degree: degrees, degree, °, 도
    km/h: km/h, kph, kilometers per hour, kilometers an hour, kilometres per hour
    mph: mph, miles per hour, miles an hour
    Hz: Hz, 헤르츠, hertz
    Hz*1000: kHz
    Hz*1000000: MHz, 메가헤르츠, megahertz
    Hz*1000000000: GHz, 기가헤르츠, gigahertz
    W: W, 와트, watts, watt
    W*1000: kW, KW, kw, ㎾, 킬로와트, kilowatts, kilowatt
    W*1000000: MW, ㎿, 메가와트, megawatts, megawatt
    W*1000000000: GW, 기가와트, gigawatts, gigawatt
    W*1000000000000: TW, terawatts
    Wh: Wh, 와트시
    Wh*1000: kWh, KWh, 킬로와트시, kilowatt-hours
    Wh*1000000: MWh, megawatt-hours
    Wh*1000000000: GWh, 기가와트시, gigawatt-hours
    Wh*1000000000000: TWh, 테라와트시, terawatt-hours
    B: 바이트, bytes
    B*1000: KB, kB, 킬로바이트, kilobytes
    B*1000000: MB, 메가바이트, megabytes, megabyte
    B*1000000000: GB, 기가바이트, gigabytes, gigabyte
    B*1000000000000: TB, 테라바이트, terabytes, terabyte
    B*1000000000000000: PB, 페타바이트, petabytes
    bit*1000000: Mb, 메가비트, megabits
    bit*1000000000: Gb, 기가비트, gigabits
    bps*1000000: Mbps
    bps*1000000000: Gbps
    TOPS: TOPS, 톱스
    FLOPS*1000000000000000: PFLOPS, 페타플롭스, petaflops
    FLOPS*1000000000000000000: exaflops, 엑사플롭스
    hp: hp, 마력, horsepower
    V: V, 볼트, volts
    cal*1000: kcal, 킬로칼로리
    """
)
TIME = _table(
    """
    second: 초, seconds, second, sec, secs
    minute: 분, minutes, minute, min, mins
    hour: 시간, hours, hour, hrs
    day: 일간, 일, days, day
    week: 주일, 주간, 주, weeks, week
    month: 개월, 달, months, month
    year: 개년, 년, 해, years, year, yrs
    year*10: decades, decade
    year-old: 살, 세, years old, year old, year-old, year-olds, years of age
    """
)
COUNTERS_KO = _table(
    """
    person: 명, 인, 사람
    country: 개국, 개 국가, 개 나라, 개 회원국, 개 회원 경제체, 나라, 국가
    company: 개사, 개 기업, 개 회사, 개 업체, 개 은행, 곳의 기업, 기업, 회사, 업체
    place: 군데, 개소, 곳
    item: 개
    unit: 장, 대, 기
    kind: 가지, 종류, 종
    case: 건
    time: 차례, 회, 번
    fold: 배
    vote: 표
    seat: 석
    page: 쪽, 페이지
    volume: 권
    work: 편
    animal: 마리
    ship: 척
    house: 채
    household: 가구
    point: 포인트, pt, 점
    goal: 골
    win: 승
    loss: 패
    floor: 층
    step: 단계
    share: 주식
    generation: 세대
    team: 개 팀, 개팀, 팀
    city: 개 도시, 개도시, 도시
    state: 개 주, 개주
    school: 개교, 개 학교, 개 대학
    party: 개 정당
    agency: 개 부처, 개 기관, 기관
    article: 개조
    word: 단어
    letter: 통
    pair: 켤레, 쌍
    shot: 발
    room: 실
    parameter: 개 파라미터, 개 매개변수
    token: 토큰
    meal: 끼
    cup: 잔
    bottle: 병
    bag: 포대
    box: 상자
    line: 줄
    set: 세트
    course: 과목
    group: 개 그룹, 그룹
    region: 개 지역, 개 시군, 지역
    sector: 개 분야, 분야, 개 업종, 개 부문
    model: 개 모델, 모델
    rank: 위, 번째, 등
    """
)
COUNTERS_EN: dict[str, Unit] = _table(
    """
    person: people, persons, person, men, women, children, students, workers, employees,
      soldiers, troops, civilians, passengers, victims, voters, patients, users, residents,
      protesters, deaths, dead, lawmakers, migrants, refugees, officers, prisoners, hostages,
      survivors, visitors, tourists, experts, researchers, engineers, leaders, ministers,
      customers, families of, man, woman, child, student, worker, user, participants, delegates,
      officials, members, citizens, subscribers, strong, talents, athletes, teachers, doctors,
      fans, fighters, militants, police officers, inhabitants
    country: countries, country, nations, nation, member states, member economies, economies,
      economy, member countries
    company: companies, company, firms, firm, businesses, corporations, banks, startups,
      start-ups, enterprises
    place: places, locations, sites, spots
    item: items, item, pieces
    unit: units, unit, GPUs, GPU, chips, cards, vehicles, cars, aircraft, planes, servers,
      devices, robots, computers, trucks, tanks, jets, drones, helicopters, phones, sheets
    kind: kinds, types, species, varieties
    case: cases, case, incidents, attacks, accidents, patents, deals, contracts
    time: times, rounds, occasions
    fold: -fold, fold, x
    vote: votes, vote, ballots
    seat: seats, seat
    page: pages, page
    volume: books, volumes, copies
    work: films, movies, papers, episodes
    animal: animals, dogs, birds, cows, pigs, cats, bears, horses, fish
    ship: ships, vessels, boats, ferries
    house: houses, homes
    household: households, families
    point: points, point, pts, -point
    goal: goals, goal
    win: wins, victories
    loss: losses, defeats
    floor: floors, stories, storey, story, storeys
    step: steps, stages, phases
    share: shares
    generation: generations
    team: teams, clubs
    city: cities
    state: states
    school: schools, universities, colleges
    party: parties
    agency: agencies, ministries, institutions, organizations
    article: articles
    word: words
    letter: letters, emails
    pair: pairs
    shot: shots, rounds of ammunition
    room: rooms
    parameter: parameters, parameter
    token: tokens
    group: groups
    region: regions, provinces, areas
    sector: sectors, fields, areas of cooperation
    model: models, model
    course: courses, subjects
    set: sets
    """
)
