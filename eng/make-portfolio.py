#!/usr/bin/env python3
"""Makes the demonstration portfolio: samples/portfolio.csv and samples/parties.csv.

500 real, anonymous credit-card histories (UCI "default of credit card clients", Yeh & Lien 2009, CC BY 4.0)
become 500 Chinese accounts with invented people. samples/README.md explains the mapping. The same input and
seed give the same bytes.

    python3 eng/make-portfolio.py [--source ../shared/data/credit-default/train.csv] [--out samples]
"""
import argparse
import csv
import datetime
import pathlib
import random

SEED = 20260302
REFERENCE_DATE = datetime.date(2026, 3, 2)  # the Monday the simulated day is played on
YUAN_PER_NEW_TAIWAN_DOLLAR = 0.25           # rounded 2005 rate
SMALLEST_BILL = 2000                        # new Taiwan dollars; below it nobody would be called

# How many accounts per months-late value of X6 (repayment status in the last month); one month late fills up to 500.
STAGES = {2: 180, 3: 60, 4: 45, 5: 25, 6: 15, 7: 12, 8: 12}
ACCOUNTS = 500
PARTY_ACCOUNTS = 120

SURNAMES = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
DOUBLE_SURNAMES = ["欧阳", "上官", "司马", "诸葛"]
MALE = ["建国", "志强", "伟", "磊", "勇", "军", "杰", "涛", "明远", "浩然", "子豪", "俊", "文博", "海波", "国栋", "家明", "鹏飞", "立新", "宏伟", "少华",
        "振华", "晓东", "卫东", "永康", "天佑", "泽宇", "一鸣", "思远", "兴旺", "学军", "德胜", "彬", "凯", "亮", "辉", "成龙", "嘉诚", "启航", "向阳", "长青"]
FEMALE = ["秀英", "敏", "静", "丽", "桂芳", "艳", "娟", "霞", "婷婷", "雪梅", "玉兰", "晓燕", "佳怡", "雨桐", "梓涵", "美玲", "春花", "文静", "倩", "莉",
          "淑珍", "红梅", "思琪", "欣怡", "素芬", "海燕", "洁", "丹", "慧敏", "若兰", "彩霞", "凤英", "诗雨", "明珠", "巧云", "月华", "颖", "琳", "芸", "小满"]

# City, area code, zone. Two western cities live on Urumqi time.
CITIES = [("上海市", "021"), ("北京市", "010"), ("广东省广州市", "020"), ("广东省深圳市", "0755"), ("四川省成都市", "028"), ("湖北省武汉市", "027"),
          ("江苏省南京市", "025"), ("浙江省杭州市", "0571"), ("陕西省西安市", "029"), ("重庆市", "023"), ("山东省济南市", "0531"), ("河南省郑州市", "0371"),
          ("湖南省长沙市", "0731"), ("福建省厦门市", "0592"), ("辽宁省沈阳市", "024"), ("云南省昆明市", "0871"), ("广西壮族自治区南宁市", "0771"), ("安徽省合肥市", "0551")]
WESTERN_CITIES = [("新疆维吾尔自治区乌鲁木齐市", "0991"), ("新疆维吾尔自治区喀什市", "0998")]
WESTERN_SHARE = 0.03
ROADS = ["昭七路", "云篦路", "星槎路", "砚田巷", "折桂里", "听橹街", "半亩塘路", "归雁弄", "拾光大道", "青骢路", "枕霞街", "渡白路"]

SCHOOLING = {1: "研究生", 2: "本科", 3: "高中"}
MARRIAGE = {1: "已婚", 2: "未婚"}
ENTRUSTING_BANK = "安禾银行"
BASES = {"Spouse": "借款合同留存", "Guarantor": "保证合同", "ListedContact": "债务人申请时授权留存"}

COLUMNS = ["account_id", "person_id", "name", "id_number", "phones", "email", "address", "zone", "product", "currency", "principal", "balance",
           "due_date", "days_past_due", "limit", "opened_on", "region", "stage", "salutation", "age", "education", "marriage", "entrusted_by",
           "status_6m", "bills_6m", "payments_6m", "utilisation", "source_row"]
PARTY_COLUMNS = ["case_or_account_id", "person_id", "role", "name", "phones", "basis"]


def number(row, column):
    return int(float(row[column]))  # some bills are written as 1.00E+05


def yuan(new_taiwan_dollars):
    return f"{new_taiwan_dollars * YUAN_PER_NEW_TAIWAN_DOLLAR:.2f}"


def mobile(dice):
    """Mobile numbers start with 13 to 19; 128 belonged to pagers, is no longer in service and starts no emergency number."""
    return f"1280{dice.randrange(10 ** 7):07d}"


def landline(dice, area_code):
    """A local number never starts with 0: that digit dials a trunk."""
    return f"{area_code}-0{dice.randrange(10 ** 6):06d}" + ("" if len(area_code) > 3 else str(dice.randrange(10)))


def identity_number(dice, born, male):
    """Region 99 is assigned to no province, and the check digit is one more than the right one: doubly impossible."""
    body = f"990{dice.randrange(1, 10)}0{dice.randrange(1, 10)}{born:%Y%m%d}{dice.randrange(100):02d}{dice.randrange(5) * 2 + male}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    right = sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11
    return body + "10X98765432"[(right + 1) % 11]


def person_name(dice, male, surname=None):
    surname = surname or (dice.choice(DOUBLE_SURNAMES) if dice.random() < 0.01 else dice.choice(SURNAMES))
    return surname + dice.choice(MALE if male else FEMALE)


def sample(rows, dice):
    """Late accounts with a real bill, by months late, so that all stages M1 to M6+ occur."""
    late = [row for row in rows if number(row, "X6") >= 1 and number(row, "X12") >= SMALLEST_BILL]
    chosen = []
    for months, most in STAGES.items():
        stage = [row for row in late if number(row, "X6") == months]
        chosen += dice.sample(stage, min(most, len(stage)))
    chosen += dice.sample([row for row in late if number(row, "X6") == 1], ACCOUNTS - len(chosen))
    dice.shuffle(chosen)
    return chosen


def product_of(row, dice):
    limit, age = number(row, "X1"), number(row, "X5")
    if limit <= 50000 and age < 32:
        return dice.choice(["网络小额贷款", "网络小额贷款", "消费贷款"])
    return dice.choice(["信用卡", "信用卡", "信用卡", "消费贷款", "现金分期"])


def account(index, row, dice):
    months = number(row, "X6")
    days = 30 * (months - 1) + dice.randint(1, 30)
    bill = number(row, "X12")
    male = number(row, "X2") == 1
    age = number(row, "X5")
    born = datetime.date(REFERENCE_DATE.year - age, 1, 1) + datetime.timedelta(days=dice.randrange(60, 365)) - datetime.timedelta(days=365)
    western = dice.random() < WESTERN_SHARE
    city, area_code = dice.choice(WESTERN_CITIES if western else CITIES)
    phones = [f"mobile:{mobile(dice)}"]
    if dice.random() < 0.25:
        phones.append(f"mobile:{mobile(dice)}")
    if dice.random() < 0.18:
        phones.append(f"home:{landline(dice, area_code)}")
    if dice.random() < 0.30:
        phones.append(f"work:{landline(dice, area_code)}")
    email = f"sample{index:04d}@example.{dice.choice(['com', 'cn'])}" if dice.random() < 0.6 else ""
    opened = REFERENCE_DATE - datetime.timedelta(days=days + dice.randint(300, min(12, age - 18 or 1) * 365 + 400))
    return {
        "account_id": f"A{10000 + index}", "person_id": f"P{20000 + index}", "name": person_name(dice, male),
        "id_number": identity_number(dice, born, male), "phones": ";".join(phones), "email": email,
        "address": f"{city}示例区{dice.choice(ROADS)}{dice.randint(1, 399)}号{dice.randint(1, 28)}栋{dice.randint(1, 32)}0{dice.randint(1, 4)}室",
        "zone": "Asia/Urumqi" if western else "Asia/Shanghai", "product": product_of(row, dice), "currency": "CNY",
        "principal": yuan(bill * (0.97 - 0.012 * months)), "balance": yuan(bill),
        "due_date": (REFERENCE_DATE - datetime.timedelta(days=days)).isoformat(), "days_past_due": days,
        "limit": yuan(number(row, "X1")), "opened_on": opened.isoformat(), "region": city,
        "stage": f"M{min(months, 7)}" if months < 7 else "M6+", "salutation": "先生" if male else "女士", "age": age,
        "education": SCHOOLING.get(number(row, "X3"), "其他"), "marriage": MARRIAGE.get(number(row, "X4"), "其他"),
        "entrusted_by": ENTRUSTING_BANK if dice.random() < 0.35 else "",
        "status_6m": " ".join(row[f"X{n}"] for n in range(6, 12)),
        "bills_6m": " ".join(yuan(number(row, f"X{n}")) for n in range(12, 18)),
        "payments_6m": " ".join(yuan(number(row, f"X{n}")) for n in range(18, 24)),
        "utilisation": f"{bill / number(row, 'X1'):.2f}", "source_row": row["ID"],
    }


def parties(accounts, dice):
    """A spouse, a guarantor or a listed contact beside about a quarter of the accounts; some accounts have two."""
    made = []
    for chosen in dice.sample(accounts, PARTY_ACCOUNTS):
        roles = ["ListedContact"] if dice.random() < 0.8 else []
        if chosen["marriage"] == "已婚" and dice.random() < 0.7:
            roles.append("Spouse")
        if dice.random() < 0.2 or not roles:
            roles.append("Guarantor")
        for role in roles:
            spouse_male = chosen["salutation"] == "女士"
            made.append({
                "case_or_account_id": chosen["account_id"], "person_id": f"P{40000 + len(made) + 1}", "role": role,
                "name": person_name(dice, spouse_male if role == "Spouse" else dice.random() < 0.5),
                "phones": f"mobile:{mobile(dice)}", "basis": BASES[role]})
    return made


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path}: {len(rows)} rows")


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--source", type=pathlib.Path, default=root.parent / "shared/data/credit-default/train.csv")
    arguments.add_argument("--out", type=pathlib.Path, default=root / "samples")
    chosen = arguments.parse_args()
    dice = random.Random(SEED)
    with open(chosen.source, encoding="utf-8", newline="") as file:
        rows = sample(list(csv.DictReader(file)), dice)
    accounts = [account(index + 1, row, dice) for index, row in enumerate(rows)]
    write(chosen.out / "portfolio.csv", COLUMNS, accounts)
    write(chosen.out / "parties.csv", PARTY_COLUMNS, parties(accounts, dice))


if __name__ == "__main__":
    main()
