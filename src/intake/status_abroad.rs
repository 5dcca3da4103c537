//! Status words in German, French, Spanish, Japanese, Korean and traditional Chinese.

use super::names;
use super::status::Status;
use super::words;

/// Words as names of columns are compared.
#[rustfmt::skip] // One word a line would be a hundred lines.
const WORDS: &[(Status, &str)] = &[
    (Status::Valid, "bezahlt versandt versendet geliefert zugestellt abgeschlossen erledigt inbearbeitung teilweiseerstattet \
        paye payee expedie expediee livre livree termine terminee encours partiellementremboursee pagado enviado \
        entregado completado procesando enproceso 入金済 入金済み 支払済 支払い済み 発送済 発送済み 出荷済み \
        配達完了 完了 処理中 결제완료 배송중 배송완료 구매확정 已完成 已付款 已出貨 待出貨 已送達"),
    (Status::Unpaid, "unbezahlt nichtbezahlt zahlungausstehend fehlgeschlagen impaye impayee enattentedepaiement echouee \
        impagado nopagado pendientedepago fallido 未入金 未払い 入金待ち 支払い待ち 입금대기 결제대기 尚未付款"),
    (Status::Cancelled, "storniert annulliert abgebrochen annule annulee cancelado cancelada anulado キャンセル キャンセル済み \
        キャンセル済 취소 취소완료 주문취소"),
    (Status::Refunded, "erstattet ruckerstattet retourniert rembourse remboursee reembolsado devuelto 返金 返金済み 返金済 \
        返品済み 환불 환불완료 반품완료 退款完成 已退貨"),
];

/// The meaning of a word, if it is one of these.
pub(super) fn of(word: &str) -> Option<Status> {
    let word = names::normalised(word);
    WORDS.iter().find(|(_, words)| words::has(words, &word)).map(|(status, _)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::status;

    #[test]
    fn words_of_other_languages_are_known() {
        for (text, expected) in [
            ("Storniert", Status::Cancelled),
            ("Annulée", Status::Cancelled),
            ("Remboursé", Status::Refunded),
            ("Rückerstattet", Status::Refunded),
            ("Pendiente de pago", Status::Unpaid),
            ("キャンセル済み", Status::Cancelled),
            ("配送完了ではない", Status::Unknown),
        ] {
            assert_eq!(status::of(text), expected, "{text}");
        }
        for word in WORDS.iter().flat_map(|(_, words)| words::each(words)) {
            assert_eq!(names::normalised(word), word);
        }
    }
}
