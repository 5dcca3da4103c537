//! Lines below the orders that are none: sums, and what programs write at the end.

use huitou_columns::batch_rows::may_be_sum;

use super::cell;

/// What stands before a sum, in UTF-8 and GB18030.
const SUMS: [&[u8]; 20] = [
    b"grand total",
    b"subtotal",
    b"totals",
    b"total",
    b"summe",
    b"sum",
    b"gesamt",
    "合計".as_bytes(),
    "總計".as_bytes(),
    "小計".as_bytes(),
    "总和".as_bytes(),
    "합계".as_bytes(),
    "合计".as_bytes(),
    "总计".as_bytes(),
    "小计".as_bytes(),
    "汇总".as_bytes(),
    b"\xBA\xCF\xBC\xC6",
    b"\xD7\xDC\xBC\xC6",
    b"\xD0\xA1\xBC\xC6",
    b"\xBB\xE3\xD7\xDC",
];

/// Whether a cell says that its row is a sum.
pub(super) fn is_sum(cell: &[u8]) -> bool {
    // Nearly all cells begin with something else.
    if !may_be_sum(cell) {
        return false;
    }
    let cell = cell::clean(cell);
    SUMS.iter().any(|word| {
        let head = cell.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        head && matches!(cell.get(word.len()), None | Some(b':' | b'(' | 0xEF | 0xA3))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_goods() {
        for cell in ["Total", "合计：", "TOTAL(30)", " 总计 ", "Subtotal:"] {
            assert!(is_sum(cell.as_bytes()), "{cell}");
        }
        for word in SUMS {
            assert!(may_be_sum(word), "{word:?}");
        }
        for cell in ["Total Body Lotion", "Summer hat", "totally", ""] {
            assert!(!is_sum(cell.as_bytes()), "{cell}");
        }
    }
}
