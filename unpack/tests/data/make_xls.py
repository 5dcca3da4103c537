"""Writes the .xls fixtures beside orders.csv: Rust has a reader of that format and no writer. Needs xlwt 1.3."""

import csv
import datetime
import pathlib
import sys

import xlwt

folder = pathlib.Path(sys.argv[1])
moment = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")

book = xlwt.Workbook()
remarks = book.add_sheet("Remarks")
remarks.write(0, 0, "Exported for the bookkeeper.")
orders = book.add_sheet("Orders")
with open(folder / "orders.csv", encoding="utf-8", newline="") as rows:
    for at, row in enumerate(csv.reader(rows)):
        for column, text in enumerate(row):
            if at == 0 or column in (0, 1, 4):
                if text:
                    orders.write(at, column, text)
            elif column == 2:
                orders.write(at, column, datetime.datetime.fromisoformat(text), moment)
            else:
                orders.write(at, column, float(text))
hidden = book.add_sheet("Draft")
hidden.visibility = 1
for at in range(3):
    hidden.write(at, 0, "order id")
    hidden.write(at, 1, "amount")
book.add_sheet("Empty")
book.save(str(folder / "orders.xls"))

# A FilePass record right after the first one is what a reader meets in a workbook behind a password.
plain = xlwt.Workbook()
plain.add_sheet("Orders").write(0, 0, "order id")
plain.save(str(folder / "locked.xls"))
bytes_ = bytearray((folder / "locked.xls").read_bytes())
start = bytes_.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
# The record behind the first becomes FilePass (0x2F) with whatever it holds, its first number not zero.
at = start + 20
bytes_[at : at + 2] = b"\x2f\x00"
bytes_[at + 4 : at + 6] = b"\x01\x00"
(folder / "locked.xls").write_bytes(bytes(bytes_))

corners = xlwt.Workbook()
for number in range(8):
    sheet = corners.add_sheet(f"S{number}")
    sheet.write(0, 0, "order id")
    sheet.write(65535, 255, "x")
corners.save(str(folder / "corners.xls"))
