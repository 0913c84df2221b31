"""What officers enter of an end user over the API, and its whole story: as on the pages."""

from typing import Any, cast

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from compliance import clock
from compliance.accounts.models import User
from compliance.accounts.roles import CASE_OFFICERS
from shipments.api.balances import BalanceSerializer, plain_balance
from shipments.api.bounds import BoundedJSONParser
from shipments.api.end_users import FigureSerializer, ReadsRegister, VerdictSerializer
from shipments.api.known import checked_body, valid
from shipments.end_users.entering import enter_figure, judge
from shipments.end_users.entries import family_of
from shipments.end_users.forms import FigureForm, UserVerdictForm
from shipments.flows.balance import years
from shipments.flows.balances.figures import Balance
from shipments.flows.balances.forms import BehindFilter
from shipments.flows.balances.reading import OneUserReading
from shipments.flows.sign_wording import sentence
from shipments.flows.signs import read
from shipments.flows.stories import story_of, surroundings
from shipments.models import FigureKind, RegisteredUser, UserOutcome


class EntersOfUsers(ReadsRegister):
    """Officers; the rest of customs reads."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether an officer asks, or NotFound for an exporter who signed in."""
        seen = super().has_permission(request, view)
        return seen and getattr(request.user, "role", None) in CASE_OFFICERS


class NewFigureSerializer(serializers.Serializer):
    """Capacity or need in kilograms of indium a year, or stock in kilograms, as known from a day
    that is not to come, with its evidence and perhaps the file of it."""

    kind = serializers.ChoiceField(choices=FigureKind.choices)
    kg = serializers.CharField()
    as_of = serializers.CharField()
    evidence = serializers.CharField(max_length=200)
    file = serializers.FileField(required=False)


class NewVerdictSerializer(serializers.Serializer):
    """What an officer found."""

    outcome = serializers.ChoiceField(choices=UserOutcome.choices)
    text = serializers.CharField(max_length=4000)


class SignOfUserSerializer(serializers.Serializer):
    """One sign of diversion."""

    code = serializers.CharField()
    points = serializers.IntegerField()
    sentence = serializers.CharField()


class YearOfUserSerializer(serializers.Serializer):
    """What was declared as needed and received in a year, in kilograms of contained indium, and
    what became of it. `need_kg` is null where none was ever declared."""

    year = serializers.IntegerField()
    is_whole = serializers.BooleanField()
    need_kg = serializers.CharField(allow_null=True)
    beyond_kg = serializers.CharField()
    consignments = serializers.IntegerField()
    exporters = serializers.IntegerField()
    balance = BalanceSerializer()


class StorySerializer(serializers.Serializer):
    """All names of the end user, the points of its signs as of now, and its years, the newest
    first."""

    keys = serializers.ListField(child=serializers.CharField())
    score = serializers.IntegerField()
    signs = SignOfUserSerializer(many=True)
    years = YearOfUserSerializer(many=True)


class FiguresView(APIView):
    """Figures of an end user, by evidence."""

    permission_classes = (EntersOfUsers,)
    parser_classes = (MultiPartParser, BoundedJSONParser)

    @extend_schema(
        operation_id="end_user_figure",
        request=NewFigureSerializer,
        responses={201: FigureSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Enter one more."""
        user = get_object_or_404(RegisteredUser.objects.visible_to(request.user), pk=pk)
        form = valid(FigureForm(checked_body(NewFigureSerializer, request), request.FILES or None))
        row = enter_figure(user, by=cast(User, request.user), **form.cleaned_data)
        return Response(FigureSerializer(row).data, status=status.HTTP_201_CREATED)


class VerdictsView(APIView):
    """Verdicts on an end user."""

    permission_classes = (EntersOfUsers,)
    parser_classes = (BoundedJSONParser,)

    @extend_schema(
        operation_id="end_user_verdict",
        request=NewVerdictSerializer,
        responses={201: VerdictSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Judge it."""
        user = get_object_or_404(RegisteredUser.objects.visible_to(request.user), pk=pk)
        form = valid(UserVerdictForm(checked_body(NewVerdictSerializer, request)))
        row = judge(user, by=cast(User, request.user), **form.cleaned_data)
        return Response(VerdictSerializer(row).data, status=status.HTTP_201_CREATED)


class StoryView(APIView):
    """The figures of an end user's page."""

    permission_classes = (ReadsRegister,)

    @extend_schema(operation_id="end_user_story", responses=StorySerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Need, receipts, balance by year, and signs of diversion."""
        user = get_object_or_404(RegisteredUser.objects.visible_to(request.user), pk=pk)
        keys = [each.key for each in family_of(user.key)]
        story = story_of(keys)
        reading = read(story, surroundings()) if story else None
        return Response(
            {
                "keys": keys,
                "score": reading.score if reading else 0,
                "signs": [
                    {"code": each.code, "points": each.points, "sentence": sentence(each)}
                    for each in (reading.signs if reading else ())
                ],
                "years": _years(request, keys, story.receipts if story else ()),
            }
        )


def _years(request: Request, keys: list[str], receipts: Any) -> list[dict[str, Any]]:
    reading = OneUserReading(cast(User, request.user), BehindFilter({"end_user": keys[0]}))
    balances = {year: balance for year, balance, _purities in reading.by_year}
    return [
        {
            "year": each.year,
            "is_whole": each.is_whole,
            "need_kg": None if each.need_kg is None else f"{each.need_kg:.5f}",
            "beyond_kg": f"{each.beyond_kg:.5f}",
            "consignments": each.consignments,
            "exporters": each.exporters,
            "balance": plain_balance(balances.get(each.year, Balance())),
        }
        for each in years(receipts, clock.today())
    ]
