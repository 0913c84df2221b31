"""What whoever is barred is told, by hand: verb, obstacle, answer, words."""

# What somebody is told who is barred: the sentence names the obstacle. 409: not now; 403: not you.
# verb                | obstacle                     | code | sentence
REFUSALS = """
claim                 | claim=other                  | 409  | has been working on this case
rescreen              | claim=other                  | 409  | has been working on this case
judge_hit             | claim=other                  | 409  | has been working on this case
assign                | claim=other                  | 403  | Only the head of the office
assign                | who=elsewhere                | 403  | This shipment is not yours
note                  | who=elsewhere                | 403  | This shipment is not yours
release               | claim=other                  | 409  | has been working on this case
propose_release       | claim=other gravity=2        | 409  | has been working on this case
hold                  | claim=other                  | 409  | has been working on this case
lift                  | claim=other status=held      | 409  | has been working on this case
return_for_correction | claim=other                  | 409  | has been working on this case
refuse                | claim=other                  | 409  | has been working on this case
unclaim               | claim=nobody                 | 409  | You have not taken this case
unclaim               | claim=other                  | 409  | You have not taken this case
release               | gravity=2                    | 403  | This case needs two officers
release               | gravity=3                    | 403  | This case needs two officers
propose_release       | gravity=1                    | 409  | This case needs no second officer
propose_release       | gravity=2 proposal=mine      | 409  | has already proposed it
propose_release       | gravity=2 proposal=other     | 409  | has already proposed it
countersign           | gravity=2                    | 409  | No release is waiting
decline_release       | gravity=2                    | 409  | No release is waiting
countersign           | gravity=2 proposal=mine      | 403  | must be someone else
decline_release       | gravity=2 proposal=mine      | 403  | must be someone else
release               | lists=stale                  | 409  | Lists or policy have changed
propose_release       | lists=stale gravity=2        | 409  | Lists or policy have changed
countersign           | lists=stale proposal=other   | 409  | Lists or policy have changed
hold                  | hold=mine                    | 403  | until then another officer has to end
lift                  | hold=mine status=held        | 403  | until then another officer has to end
lift                  | hold=inspection status=held  | 403  | another officer has to end it
return_for_correction | hold=mine                    | 403  | until then another officer has to end
release               | status=held                  | 409  | the shipment is
lift                  | hold=asked status=held       | 409  | it ends by its result alone
hold                  | hold=replied status=held     | 409  | it ends by its result alone
return_for_correction | hold=freed status=held       | 409  | it ends by its result alone
refuse                | hold=late status=held        | 409  | it ends by its result alone
question              | hold=asked status=held       | 409  | it ends by its result alone
lift                  | hold=ordered status=held     | 409  | “Ordered”
hold                  | hold=recorded status=held    | 409  | a second officer has to sign
return_for_correction | hold=sampled status=held     | 409  | Waiting for the laboratory
record_inspection     | hold=inspected status=held   | 409  | “Done”
sign_inspection       | status=held                  | 409  | No inspection is open
question              | hold=mine                    | 403  | until then another officer has to end
question              | claim=other                  | 409  | has been working on this case
end_question          | hold=asked status=held       | 409  | Waiting for the exporter
end_question          | hold=caught status=held      | 409  | a licence is needed
end_question          | status=held                  | 409  | No question is open
refuse_question       | hold=freed status=held       | 409  | no licence needed
refuse_question       | hold=referred status=held    | 409  | Being appraised
refer_question        | hold=asked status=held       | 409  | Waiting for the exporter
record_appraisal      | hold=replied status=held     | 409  | customs decides
extend_question       | hold=late status=held        | 409  | Not answered in time
ask_supplement        | hold=asked status=held       | 409  | Waiting for the exporter
ask_supplement        | hold=caught status=held      | 409  | a licence is needed
release               | asked=amend                  | 409  | has asked to amend this declaration
propose_release       | asked=amend gravity=2        | 409  | has asked to amend this declaration
countersign           | asked=amend proposal=other gravity=2 | 409 | has asked to amend this declaration
request_amendment     | who=owner asked=amend        | 409  | already waits for customs
refuse_amendment      | who=officer                  | 409  | has not asked to amend
supplement            | who=owner hold=asked status=held | 409 | Waiting for the exporter
lift                  | hold=stopped status=held     | 409  | its reply alone
lift                  | hold=freed_stop status=held  | 409  | its reply alone
question              | hold=barred status=held      | 409  | its reply alone
return_for_correction | hold=detained status=held    | 409  | lift the detention first
refuse                | hold=detained status=held    | 409  | lift the detention first
grant_withdrawal      | hold=stopped status=held asked=yes | 409 | its reply alone
grant_withdrawal      | hold=prolonged status=held asked=yes | 409 | lift the detention first
lift_stop             | hold=stopped status=held     | 409  | is not recorded
lift_stop             | hold=barred status=held      | 409  | may not go on
lift_stop             | status=held                  | 409  | has not stopped
record_reply          | hold=barred status=held      | 409  | recorded already
order_stop            | hold=asked                   | 409  | it ends by its result alone
propose_detention     | proposal=other               | 409  | has already proposed it
sign_detention        | proposal=detain              | 403  | Only the head of the office signs
sign_detention        | who=head                     | 409  | No detention is waiting
sign_detention        | who=head proposal=other      | 409  | No detention is waiting
sign_detention        | who=head proposal=detain hold=replied status=held | 409 | it ends by its result alone
sign_detention        | who=head proposal=detain hold=stopped status=held | 409 | its reply alone
sign_detention        | who=head proposal=detain hold=detained status=held | 409 | lift the detention first
countersign           | proposal=detain gravity=2    | 409  | No release is waiting
extend_detention      | hold=detained status=held    | 403  | Only the head of the office signs
extend_detention      | who=head hold=prolonged status=held | 409 | extended already
lift_detention        | status=held                  | 409  | are not detained
withdraw              | who=owner hold=ended         | 409  | Customs has held this declaration
request_withdrawal    | who=owner                    | 409  | Customs has not held this declaration
request_withdrawal    | who=owner hold=other asked=yes | 409 | already waits for customs
request_amendment     | who=owner status=released asked=yes | 409 | Your request to withdraw already waits
request_amendment     | who=owner status=released asked=amend | 409 | Your request to amend already waits
request_withdrawal    | who=owner status=released asked=amend | 409 | Your request to amend already waits
grant_amendment       | status=released              | 409  | The exporter has not asked to amend
refuse_amendment      | status=released asked=yes    | 409  | The exporter has not asked to amend
grant_amendment       | status=released asked=amend claim=other | 409 | has been working on this case
refuse_amendment      | status=released asked=amend claim=other | 409 | has been working on this case
close                 | status=released asked=amend  | 409  | asked to amend this declaration
grant_withdrawal      | hold=other                   | 409  | The exporter has not asked to withdraw
refuse_withdrawal     | hold=other                   | 409  | The exporter has not asked to withdraw
close                 | status=released asked=yes    | 409  | decide that first
report                | who=owner status=released    | 409  | No report on this release is owed
report                | who=owner asked=owed         | 409  | This is not possible while the shipment is
accept_report         | status=closed asked=owed     | 409  | No report waits
question_report       | status=released              | 409  | No report waits
request_change        | who=owner status=closed asked=change | 409 | already waits for customs
grant_change          | status=released              | 409  | No request to change
refuse_change         | status=closed asked=filed    | 409  | No request to change
grant_change          | status=released asked=grave  | 403  | This change needs two officers
grant_change          | status=closed asked=own      | 403  | This change needs two officers
propose_grant         | status=released asked=change | 409  | One officer is enough
propose_grant         | status=closed asked=proposed | 409  | has already proposed it
propose_grant         | status=closed                | 409  | No request to change
countersign_grant     | status=released asked=own    | 403  | must be someone else
countersign_grant     | status=released asked=grave  | 409  | Nobody has proposed to grant
countersign_grant     | status=released              | 409  | No request to change
countersign_grant     | status=closed who=elsewhere asked=proposed | 403 | This shipment is not yours
record_visit          | who=elsewhere status=closed  | 403  | This shipment is not yours
hold                  | status=released              | 409  | This is not possible while the shipment is
withdraw              | who=owner status=released    | 409  | This is not possible while the shipment is
release               | who=owner                    | 403  | Your role does not allow this
release               | who=auditor                  | 403  | Your role does not allow this
release               | who=keeper                   | 403  | Your role does not allow this
release               | who=machine                  | 403  | Your role does not allow this
release               | who=elsewhere                | 403  | This shipment is not yours
withdraw              | who=rival                    | 403  | This shipment is not yours
withdraw              | who=officer                  | 403  | Your role does not allow this
clear                 | who=officer status=screening | 403  | Your role does not allow this
"""
