//! A workbook: each sheet that is a table, as a CSV.

use std::io::BufReader;

use calamine::{Cell, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use crate::rows::Rows;
use crate::unfolding::{HELD, Unfolding, rewound};
use crate::{Format, Refusal, Source, cell, weigh};

/// Compressed bytes read at once.
const PIECE: usize = 256 << 10;

/// Rows from the top that show whether a sheet is a table.
const LOOKED_AT: u32 = 200;

type Bytes<'s> = BufReader<&'s mut dyn Source>;

/// What is done with a cell: its row and column from 0, and its text. `false` ends the sheet.
type Take<'t> = &'t mut dyn FnMut(u32, u32, &str) -> Result<bool, Refusal>;

/// Unpacks the sheets that people see and that look like tables, or else the first, whose reader will say what it
/// lacks.
pub(crate) fn open(
    unfolding: &mut Unfolding<'_>,
    name: &str,
    format: Format,
    source: &mut dyn Source,
) -> Result<(), Refusal> {
    let bytes = rewound(source, format)?;
    if format != Format::Xls {
        weigh::weigh(unfolding, format, source)?;
        rewound(source, format)?;
    } else if bytes > HELD {
        return Err(Refusal::Unfolds { format, bytes });
    }
    let mut workbook = Workbook::read(format, source)?;
    let sheets = workbook.sheets(|visible| visible == SheetVisible::Visible);
    let tables = workbook.tables(&sheets)?;
    let hidden = workbook.sheets(|visible| visible != SheetVisible::Visible);
    let others = sheets.iter().filter(|sheet| !tables.contains(&sheet.as_str()));
    for other in others.chain(&hidden) {
        unfolding.pass_over(&format!("{name} › {other}"))?;
    }
    for sheet in tables {
        let name = if sheets.len() > 1 { format!("{name} › {sheet}") } else { name.to_string() };
        unfolding.start(&name)?;
        let mut rows = Rows::new(unfolding, format);
        workbook.cells(sheet, &mut |row, column, text| rows.cell(row, column, text).map(|()| true))?;
        rows.finish()?;
        unfolding.end()?;
    }
    Ok(())
}

enum Workbook<'s> {
    Xlsx(Box<Xlsx<Bytes<'s>>>),
    Xls(Box<Xls<Bytes<'s>>>),
}

impl Workbook<'_> {
    fn read(format: Format, source: &mut dyn Source) -> Result<Workbook<'_>, Refusal> {
        match format {
            Format::Xls => read_xls(source),
            _ => Xlsx::new(buffered(source)).map(Box::new).map(Workbook::Xlsx).map_err(of_xlsx),
        }
    }

    fn format(&self) -> Format {
        match self {
            Workbook::Xlsx(_) => Format::Xlsx,
            Workbook::Xls(_) => Format::Xls,
        }
    }

    /// The names of the sheets that are so visible, in their order.
    fn sheets(&self, so_visible: impl Fn(SheetVisible) -> bool) -> Vec<String> {
        let sheets = match self {
            Workbook::Xlsx(book) => book.sheets_metadata(),
            Workbook::Xls(book) => book.sheets_metadata(),
        };
        let seen = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && so_visible(sheet.visible);
        sheets.iter().filter(seen).map(|sheet| sheet.name.clone()).collect()
    }

    /// Those of the sheets that look like tables, or else the first.
    fn tables<'n>(&mut self, sheets: &'n [String]) -> Result<Vec<&'n str>, Refusal> {
        let mut tables = Vec::new();
        for sheet in sheets {
            if self.is_table(sheet)? {
                tables.push(sheet.as_str());
            }
        }
        if tables.is_empty() {
            let first = sheets.first().ok_or(Refusal::NoTable(self.format()))?;
            tables.push(first);
        }
        Ok(tables)
    }

    /// Whether two rows near the top have two cells or more.
    fn is_table(&mut self, sheet: &str) -> Result<bool, Refusal> {
        let (mut last, mut cells, mut rows) = (None, 0, 0);
        self.cells(sheet, &mut |row, _, _| {
            cells = if last == Some(row) { cells + 1 } else { 1 };
            last = Some(row);
            rows += u32::from(cells == 2);
            Ok(rows < 2 && row < LOOKED_AT)
        })?;
        Ok(rows >= 2)
    }

    /// Every cell of a sheet that has something in it, row by row.
    fn cells(&mut self, sheet: &str, take: Take<'_>) -> Result<(), Refusal> {
        match self {
            Workbook::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(of_xlsx)?;
                stream(|| cells.next_cell().map_err(of_xlsx), take)
            }
            Workbook::Xls(book) => xls_cells(book, sheet, take),
        }
    }
}

fn buffered(source: &mut dyn Source) -> Bytes<'_> {
    BufReader::with_capacity(PIECE, source)
}

/// A workbook behind a password is in the container of the old format, whichever it is itself.
fn read_xls(source: &mut dyn Source) -> Result<Workbook<'_>, Refusal> {
    if let Err(XlsxError::Password) = Xlsx::new(buffered(&mut *source)) {
        return Err(Refusal::Encrypted(Format::Xlsx));
    }
    rewound(source, Format::Xls)?;
    match Xls::new(buffered(source)) {
        Ok(book) => Ok(Workbook::Xls(Box::new(book))),
        Err(XlsError::Password) => Err(Refusal::Encrypted(Format::Xls)),
        Err(_) => Err(Refusal::Damaged(Format::Xls)),
    }
}

fn stream<'c>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'c>>>, Refusal>,
    take: Take<'_>,
) -> Result<(), Refusal> {
    let mut text = String::new();
    while let Some(cell) = next()? {
        text.clear();
        cell::write(cell.get_value(), &mut text);
        let (row, column) = cell.get_position();
        if !text.is_empty() && !take(row, column, &text)? {
            break;
        }
    }
    Ok(())
}

fn xls_cells(book: &mut Xls<Bytes<'_>>, sheet: &str, take: Take<'_>) -> Result<(), Refusal> {
    let range = book.worksheet_range(sheet).map_err(|_| Refusal::Damaged(Format::Xls))?;
    let Some((top, left)) = range.start() else { return Ok(()) };
    let mut text = String::new();
    for (row, column, value) in range.used_cells() {
        text.clear();
        cell::write(value, &mut text);
        if !text.is_empty() && !take(top + row as u32, left + column as u32, &text)? {
            break;
        }
    }
    Ok(())
}

fn of_xlsx(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted(Format::Xlsx),
        _ => Refusal::Damaged(Format::Xlsx),
    }
}
