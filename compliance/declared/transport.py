"""The header's page on offices, transport and route, in the order of the form."""

from django.utils.translation import gettext_lazy as _

from compliance.codes import tables
from compliance.codes.containers import container_numbers
from compliance.codes.spelling import code_text, name_text
from compliance.declared.field import Annex, Field, Group

# A table reads best in rows.
# fmt: off
TRANSPORT = (
    Group(
        "offices",
        Field("office", "申报地海关", "declaring customs office", table=tables.CUSTOMS_OFFICES,
              at="declaring_customs", row="office.code", required=True, box=True,
              tag="CustomMaster", is_habit=True),
        Field("exit_customs", "出境关别", "exit customs", width=4, table=tables.CUSTOMS_OFFICES,
              required=True, box=True, tag="IEPort", is_habit=True),
        Field("export_date", "出口日期", "export date", required=True, box=True, tag="IEDate",
              is_once=True),
        section="transport", legend=_("Customs offices"),
    ),
    Group(
        "transport",
        Field("transport_mode", "运输方式", "transport mode", width=1, table=tables.TRANSPORT_MODES,
              required=True, box=True, tag="TrafMode", is_habit=True),
        (
            Field("transport_name", "运输工具名称", "vessel or flight", width=50,
                  spelling=name_text, box="运输工具名称及航次号", tag="TrafName",
                  is_once=True),
            Field("voyage_no", "航次号", "voyage number", width=32, spelling=code_text,
                  box="运输工具名称及航次号", tag="VoyNo", is_once=True),
        ),
        Field("bill_no", "提运单号", "bill of lading number", width=32, spelling=code_text,
              box=True, tag="BillNo", is_once=True),
        Field("container_nos", "集装箱号", "container numbers", width=660,
              spelling=container_numbers, is_once=True,
              hint=_("As on the containers (ISO 6346), several with spaces between."),
              annex=Annex(7, "集装箱号", "Containers")),
        section="transport", legend=_("Transport"),
    ),
    Group(
        "route",
        Field("exit_port", "离境口岸", "exit port", width=6, table=tables.EXIT_PORTS, required=True,
              box=True, tag="EntyPortCode", is_habit=True),
        Field("destination_port", "指运港", "destination port", width=6, table=tables.PORTS_ABROAD,
              required=True, box=True, tag="DistinatePort"),
        Field("trading_country", "贸易国", "trading country", width=3, table=tables.COUNTRIES,
              required=True, hint=_("Where the buyer is."), box="贸易国（地区）",
              annex=Annex(6, "贸易国（地区）", "Trading country"), tag="TradeAreaCode"),
        Field("destination_country", "运抵国", "destination country", width=3,
              table=tables.COUNTRIES, required=True, hint=_("Where the goods go directly."),
              box="运抵国（地区）", annex=Annex(5, "运抵国（地区）", "Destination"),
              tag="TradeCountry"),
        Field("final_destination", "最终目的国", "final destination", width=3,
              table=tables.COUNTRIES, required=True, hint=_("Where the goods will be used."),
              annex=Annex(4, "最终目的国（地区）", "Final destination")),
        section="transport", legend=_("Route"),
    ),
)
