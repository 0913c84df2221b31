"""What an officer's form asks, by hand: verb, what it asks, how its button looks."""

# What an officer's form asks besides the page's version, and how its button looks: the way on,
# another way, or one that cannot be taken back to the exporter's harm.
# verb                | asks                | button
PAGES = """
release               | message_if_wanted   | way on
propose_release       | dispositions        | way on
countersign           | reason              | way on
decline_release       | reason              | another way
hold                  | hold                | another way
lift                  | message_if_wanted   | another way
return_for_correction | message             | another way
refuse                | refusal             | harm
question              | question            | another way
extend_question       | extension           | another way
ask_supplement        | supplement          | another way
refer_question        | message             | another way
record_appraisal      | appraisal           | another way
end_question          | message             | another way
refuse_question       | message             | harm
inspect               | inspection          | another way
record_inspection     | inspection_record   | another way
sign_inspection       | reason              | another way
record_laboratory     | laboratory          | another way
order_stop            | stop                | another way
record_reply          | reply               | another way
lift_stop             | message_if_wanted   | another way
propose_detention     | detention           | another way
sign_detention        | reason              | harm
decline_detention     | reason              | another way
extend_detention      | detention_extension | another way
lift_detention        | message             | another way
grant_withdrawal      | message_if_wanted   | another way
refuse_withdrawal     | message             | another way
grant_amendment       | message_if_wanted   | another way
refuse_amendment      | message             | another way
propose_recall        | message             | another way
countersign_recall    | reason              | harm
decline_recall        | reason              | another way
close                 | departure           | another way
accept_report         | report              | another way
question_report       | better_report       | another way
record_visit          | visit               | another way
grant_change          | change              | another way
propose_grant         | grant               | another way
countersign_grant     | change              | another way
refuse_change         | no_change           | another way
"""
