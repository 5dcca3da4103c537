//! The usual names of columns in German, French, Spanish, Japanese, Korean and traditional Chinese.

use super::role::Role;

/// The usual names, normalised, the best first.
#[rustfmt::skip] // One name a line would be two hundred lines.
pub(super) const USUAL: &[(Role, &str)] = &[
    (Role::OrderId, "bestellnummer bestellnr bestellid auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer \
        belegnr numerodecommande numerocommande nodecommande ncommande ndecommande refcommande commande idcommande \
        numerodefacture facture numerodepedido numeropedido nodepedido npedido ndepedido idpedido pedido \
        numerodeorden orden factura 注文番号 注文id 注文no 受注番号 受注id 伝票番号 주문번호 訂單編號 訂單號碼 \
        訂單號 訂單id"),
    (Role::Account, "kundennummer kundennr kundenid benutzerid numeroclient numerodeclient nclient idclient codeclient \
        numerodecliente numerocliente idcliente clienteid codigocliente idusuario 顧客id 顧客番号 顧客コード \
        会員番号 会員id 得意先コード ユーザーid 고객번호 고객id 회원번호 회원id 아이디 會員編號 會員id 會員帳號 \
        會員號 客戶編號 客戶id 買家帳號 買家id"),
    (Role::Email, "emailadresse mailadresse kundenemail emailkunde courriel adresseemail adressemail emailclient correo \
        correoelectronico emailcliente メール メールアドレス eメール 注文者メールアドレス 이메일 電子郵件 電子信箱 \
        信箱"),
    (Role::Phone, "telefon telefonnummer telefonnr handynummer mobilnummer numerodetelephone portable telefono \
        numerodetelefono movil 電話番号 携帯電話 携帯番号 전화번호 휴대폰 휴대폰번호 電話 手機 手機號碼 聯絡電話 \
        連絡電話"),
    (Role::Name, "kunde kundenname kaufer kaufername besteller nomclient nomduclient acheteur cliente nombrecliente \
        nombredelcliente comprador 顧客名 顧客氏名 お客様名 会員 会員名 購入者 購入者名 注文者 注文者名 注文者氏名 \
        氏名 得意先 得意先名 고객 고객명 구매자 구매자명 주문자 주문자명 客戶 顧客姓名 客戶姓名 會員 會員姓名 買家 \
        訂購人 訂購人姓名"),
    (Role::Date, "bestelldatum bestelltam bestellzeit bestellzeitpunkt auftragsdatum kaufdatum rechnungsdatum belegdatum \
        erstelltam datum datedecommande datecommande dateachat datedachat datefacture datedefacture commandele \
        creele fechadepedido fechapedido fechadelpedido fechadecompra fechacompra fechaorden fechafactura fecha \
        注文日 注文日時 注文日付 受注日 受注日時 購入日 購入日時 売上日 取引日 日付 日時 주문일 주문일시 주문일자 \
        주문날짜 구매일 날짜 訂單日期 訂單時間 訂購日期 訂購時間 下單日期 下單時間 訂單成立日期 訂單成立時間 \
        購買日期 購買時間 zahlungsdatum bezahltam datepaiement datedepaiement fechapago fechadepago 入金日 支払日 \
        결제일 결제일시 付款時間"),
    (Role::PaidAt, "zahlungsdatum bezahltam datepaiement datedepaiement fechapago fechadepago 入金日 支払日 결제일 결제일시 \
        付款時間"),
    (Role::Time, "uhrzeit heure hora 時刻 시간"),
    (Role::Amount, "bezahlterbetrag zahlungsbetrag montantpaye totalpaye importepagado totalpagado 支払金額 支払額 お支払金額 \
        請求金額 결제금액 실결제금액 付款金額 實付金額 實收金額 gesamtbetrag gesamtsumme bestellsumme bestellwert \
        rechnungsbetrag auftragswert gesamtpreis montanttotal totalcommande montantcommande totalttc montantttc \
        importetotal totalpedido totaldelpedido montototal 合計金額 注文合計 注文金額 総合計 총금액 총액 주문금액 \
        訂單金額 訂單總額 訂單總金額 總金額 總計 總額 betrag summe umsatz nettoumsatz gesamt montant \
        chiffredaffaires importe monto ventas 金額 合計 売上 売上金額 売上高 금액 합계 매출 매출액 銷售額"),
    (Role::LineAmount, "zeilensumme positionssumme totalligne importelinea 小計 소계"),
    (Role::UnitPrice, "einzelpreis stuckpreis preis prixunitaire prix preciounitario precio 単価 価格 단가 판매가 單價"),
    (Role::Quantity, "menge anzahl stuckzahl stuck quantite qte cantidad unidades 個数 点数 수량 數量"),
    (Role::Status, "bestellstatus auftragsstatus zahlungsstatus statut statutcommande statutdelacommande estado \
        estadodelpedido estadopedido ステータス 注文ステータス 注文状況 注文状態 受注ステータス 状態 상태 주문상태 \
        訂單狀態 狀態"),
    (Role::PaymentStatus, "zahlungsstatus statutpaiement statutdupaiement estadodelpago estadopago 支払状況 入金状況 결제상태 \
        付款狀態"),
    (Role::Refund, "erstattung erstattungsbetrag erstattet ruckerstattung remboursement montantrembourse reembolso \
        importereembolsado 返金 返金額 返金金額 환불금액 환불 退款金額"),
    (Role::Discount, "rabatt nachlass remise reduction descuento 割引 割引額 値引 할인 할인금액 折扣金額 優惠金額"),
    (Role::Currency, "wahrung devise monnaie moneda divisa 通貨 통화 幣別 幣種"),
    (Role::Product, "artikel artikelname produkt produktname bezeichnung produit article designation producto articulo 商品名 \
        品目 상품 상품명 商品名稱 品項"),
    (Role::Category, "kategorie warengruppe categorie categoria カテゴリ カテゴリー 카테고리 商品分類"),
    (Role::Channel, "kanal vertriebskanal canal canaldevente 販売チャネル チャネル 채널 通路"),
    (Role::Region, "bundesland pays pais provincia 都道府県 県 國家 縣市"),
    (Role::PaymentMethod, "zahlungsart zahlungsmethode modedepaiement moyendepaiement metododepago formadepago 支払方法 決済方法 \
        결제수단 결제방법"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{names, words};

    #[test]
    fn usual_names_are_written_as_they_are_compared() {
        for name in USUAL.iter().flat_map(|(_, names)| words::each(names)) {
            assert_eq!(names::normalised(name), name);
        }
    }

    #[test]
    fn no_name_stands_twice_for_one_role() {
        for (role, abroad) in USUAL {
            let known = names::USUAL
                .iter()
                .filter(|(other, _)| other == role)
                .flat_map(|(_, names)| words::each(names));
            let twice = known.chain(words::each(abroad)).filter(|name| words::has(abroad, name)).count();
            assert_eq!(twice, words::each(abroad).count(), "{role:?}");
        }
    }
}
