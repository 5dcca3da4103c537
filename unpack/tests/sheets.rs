//! Workbooks: which sheets come out, and how cells are written.

use super::{data, files, make, passed_over};
use huitou_unpack::{Format, Refusal};
use rust_xlsxwriter::{ExcelDateTime, Format as Style};

#[test]
fn the_old_format_gives_the_sheet_that_is_a_table() {
    let found = files("shop.xls", &data("orders.xls")).unwrap();
    // Remarks have one cell, Draft is hidden, Empty is empty.
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "shop.xls › Orders");
    let lines: Vec<&str> = found[0].1.lines().collect();
    assert_eq!(lines[0], "order id,customer,date,amount,note");
    assert_eq!(lines[1], "A1001,0071,2024-01-05 10:15:30,20,first");
    assert_eq!(lines[2], "A1002,0072,2024-01-09,35.5,\"two, with a comma\"");
    assert_eq!(lines[3], "A1003,0071,2024-02-07 23:59:59,19.99,");
}

#[test]
fn several_tables_are_several_files_and_hidden_sheets_are_none() {
    let book = make::xlsx(&["January", "About", "二月", "Draft"], |at, sheet| {
        for row in 0..3 {
            sheet.write_string(row, 0, "id")?;
            if at != 1 {
                sheet.write_number(row, 1, row)?;
            }
        }
        sheet.set_hidden(at == 3);
        Ok(())
    });
    let found = files("shop.xlsx", &book).unwrap();
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["shop.xlsx › January", "shop.xlsx › 二月"]);
    assert_eq!(found[0].1, "id,0\nid,1\nid,2\n");
    assert_eq!(passed_over("shop.xlsx", &book), ["shop.xlsx › About", "shop.xlsx › Draft"]);
}

#[test]
fn a_lone_sheet_without_a_table_comes_as_it_is() {
    let book = make::xlsx(&["Orders"], |_, sheet| sheet.write_string(0, 0, "only this").map(|_| ()));
    assert_eq!(files("a.xlsx", &book).unwrap(), [("a.xlsx".to_string(), "only this\n".to_string())]);
    let empty = make::xlsx(&["Orders"], |_, _| Ok(()));
    assert_eq!(files("a.xlsx", &empty).unwrap(), [("a.xlsx".to_string(), String::new())]);
}

#[test]
fn cells_keep_what_they_hold() {
    let day = Style::new().set_num_format("d/m/yyyy");
    let time = Style::new().set_num_format("hh:mm");
    let book = make::xlsx(&["Orders"], |_, sheet| {
        sheet.write_string(0, 0, "00123")?;
        sheet.write_number(0, 1, 13_800_000_001_f64)?;
        sheet.write_number(0, 2, 1.19e18)?;
        sheet.write_datetime_with_format(0, 3, ExcelDateTime::from_ymd(2024, 2, 29)?, &day)?;
        sheet.write_datetime_with_format(0, 4, ExcelDateTime::from_hms(9, 5, 0)?, &time)?;
        sheet.write_boolean(0, 5, true)?;
        sheet.write_formula(0, 6, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!"))?;
        sheet.write_string(0, 7, "=1+1")?;
        sheet.write_string(1, 0, "short")?;
        Ok(())
    });
    let text = &files("a.xlsx", &book).unwrap()[0].1;
    assert!(text.starts_with("00123,13800000001,1.19E+18,2024-02-29,09:05:00,TRUE,"), "{text}");
    assert!(text.ends_with(",=1+1\nshort,,,,,,,\n"), "{text}");
}

#[test]
fn a_long_sheet_comes_whole() {
    let rows = 5000;
    let book = make::xlsx(&["Orders"], |_, sheet| {
        for row in 0..rows {
            sheet.write_number(row, 0, row)?;
            sheet.write_string(row, 1, if row % 2 == 0 { "even" } else { "odd" })?;
        }
        Ok(())
    });
    let expected: String =
        (0..rows).map(|row| format!("{row},{}\n", if row % 2 == 0 { "even" } else { "odd" })).collect();
    assert_eq!(files("a.xlsx", &book).unwrap()[0].1, expected);
}

#[test]
fn a_password_is_told() {
    assert_eq!(files("a.xls", &data("locked.xls")), Err(Refusal::Encrypted(Format::Xls)));
}
