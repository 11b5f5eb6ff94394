export interface paths {
    "/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest articles, or those about a diagnosis, test, drug, season or department. Nothing commercial. */
        get: operations["get_articles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/articles/{article}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One article, in pieces that the page draws itself. */
        get: operations["get_articles_article"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authorisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The applications to which I said yes as the patient, and may still take it back. */
        get: operations["get_authorisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authorisations/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I am asked to agree to. */
        get: operations["get_authorisations_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authorisations/{ticket}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to the phone that I have reserved at the hospital. */
        post: operations["post_authorisations_ticket_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authorisations/{ticket}/no": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No. */
        post: operations["post_authorisations_ticket_no"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/authorisations/{ticket}/yes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Yes, with the code and my signature. */
        post: operations["post_authorisations_ticket_yes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find an existing card at the hospital and send a code to the phone reserved there. */
        post: operations["post_bindings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bindings/{binding}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send another code. */
        post: operations["post_bindings_binding_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bindings/{binding}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bind, with the code. */
        post: operations["post_bindings_binding_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is new after a line, and whether somebody answers now. Ask every few seconds while the page is open. */
        get: operations["get_chat"];
        put?: never;
        /** Write a line; the last lines come back. */
        post: operations["post_chat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinic}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One clinic. */
        get: operations["get_clinics_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clinics/{clinic}/segments/{segment}/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Win a number. With a fee to pay it is held until `pay_until`; the payment confirms it. */
        post: operations["post_clinics_clinic_segments_segment_registrations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My applications, the latest first. */
        get: operations["get_copies"];
        put?: never;
        /** Begin a draft; it is kept, and may be gone on with on another phone. */
        post: operations["post_copies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the form offers: who may apply with which papers, purposes, parts, ways of delivery. */
        get: operations["get_copies_options"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/tariff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What copies cost at a campus: public. */
        get: operations["get_copies_tariff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of my applications: where it stands, who has it, what is missing, what it costs, what I can do. */
        get: operations["get_copies_application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/applicant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Who applies, for whom. */
        put: operations["put_copies_application_applicant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/authorisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 授权委托书, to be printed and signed in ink. */
        get: operations["get_copies_application_authorisation"];
        put?: never;
        /** A link for the patient, to be sent by WeChat; one made before is void. */
        post: operations["post_copies_application_authorisation"];
        /** Take my yes back, as long as nothing was handed over. */
        delete: operations["delete_copies_application_authorisation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to the own phone, or to the one that the patient has reserved at the hospital. */
        post: operations["post_copies_application_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/collector": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name who fetches them for me; the answer is that person's own code, told this once. */
        post: operations["post_copies_application_collector"];
        /** Nobody fetches them but me. */
        delete: operations["delete_copies_application_collector"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The code that came. */
        post: operations["post_copies_application_confirmations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Which way the copies go. */
        put: operations["put_copies_application_delivery"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/electronic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My electronic copies, each with its verification code. */
        get: operations["get_copies_application_electronic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/electronic/{round_}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A part of an electronic copy of mine as a file to keep and to hand on; most copies are one part. */
        get: operations["get_copies_application_electronic_round"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/electronic/{round_}/pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page of an electronic copy of mine. */
        get: operations["get_copies_application_electronic_round__pages_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The electronic invoices of my application. */
        get: operations["get_copies_application_invoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/invoices/{nth}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the PDF of an invoice can be downloaded, for some minutes. */
        get: operations["get_copies_application_invoices_nth_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A form to upload one file with, straight into the hospital's store. */
        post: operations["post_copies_application_papers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/papers/{kind}/{nth}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a file back: it is destroyed. */
        delete: operations["delete_copies_application_papers_kind_nth"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/parcel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where my parcel is, as the carrier tells it now. */
        get: operations["get_copies_application_parcel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Which parts, how many copies. */
        put: operations["put_copies_application_parts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/pick-up-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new code for me to fetch the copies with; the one before is void. */
        post: operations["post_copies_application_pick_up_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/purpose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What for: the usual parts are ticked. */
        put: operations["put_copies_application_purpose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How it was: one answer. */
        put: operations["put_copies_application_rating"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closed unpaid: open it again, with another bill. */
        post: operations["post_copies_application_reopening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a lapsed application. */
        post: operations["post_copies_application_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/stays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stays and visits of the bound patient, each with its own availability. */
        get: operations["get_copies_application_stays"];
        /** Which stays: some of the offered, others as typed. */
        put: operations["put_copies_application_stays"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand it in; what is missing is named. */
        post: operations["post_copies_application_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/time/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The time that staff offer will do. */
        post: operations["post_copies_application_time_acceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/time/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another time. */
        post: operations["post_copies_application_time_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The half hours of a pick-up place from which I may choose another. */
        get: operations["get_copies_application_times"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/copies/{application}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw; what was paid and not used goes back. */
        post: operations["post_copies_application_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every department. */
        get: operations["get_departments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments/{department}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A department's page, with its doctors. */
        get: operations["get_departments_department"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments/{department}/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every clinic of a department on a day, with its segments and how many numbers are free. */
        get: operations["get_departments_department_clinics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments/{department}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What patients wrote about a department for others to read. */
        get: operations["get_departments_department_ratings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/doctors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The doctors of a department, or all. */
        get: operations["get_doctors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/doctors/{doctor}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A doctor's page. */
        get: operations["get_doctors_doctor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/express/sf/pushes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SF has news of a parcel. It is not believed: the routes are asked for. */
        post: operations["post_express_sf_pushes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My praise, complaints and suggestions, the latest first. The anonymous ones are nobody's: they open by their code. */
        get: operations["get_feedback"];
        put?: never;
        /** Praise, complain, suggest. Nothing of it leaves the hospital. */
        post: operations["post_feedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feedback/{case}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of mine by its id, an anonymous one by its code. */
        get: operations["get_feedback_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feedback/{case}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept the answer, or object to it. */
        post: operations["post_feedback_case_reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow-up/calls/pushes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The call device's bell, unsigned: nothing that it says is believed, the call is asked about. */
        post: operations["post_follow_up_calls_pushes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked of me and of those for whom I may speak. */
        get: operations["get_follow_ups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow-ups/{ask}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One questionnaire; once answered, with what was said and advised. */
        get: operations["get_follow_ups_ask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/follow-ups/{ask}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer it, once; what the hospital advises is told at once. */
        post: operations["post_follow_ups_ask_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hospital": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hospital, its campuses, what is switched on, and the server's time. */
        get: operations["get_hospital"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The weekly issues, the latest first. */
        get: operations["get_issues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues/{week}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The articles of an issue; what was withdrawn since is left out. */
        get: operations["get_issues_week"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The personal centre. */
        get: operations["get_me"];
        /** Set the choices: large type, messages. */
        put: operations["put_me"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/addresses/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One address in full, for its owner to edit. */
        get: operations["get_me_addresses_address"];
        /** Write an address; the mini program chooses its id. */
        put: operations["put_me_addresses_address"];
        post?: never;
        /** Delete an address. */
        delete: operations["delete_me_addresses_address"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this account consents to, and which notices it should be asked about again. */
        get: operations["get_me_consents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/consents/{purpose}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Consent to one purpose, in the version that was shown. */
        put: operations["put_me_consents_purpose"];
        post?: never;
        /** Withdraw it, as easily as it was given. */
        delete: operations["delete_me_consents_purpose"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a copy of everything we hold about me. */
        post: operations["post_me_copies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/copies/{request}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far my copy is. */
        get: operations["get_me_copies_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/copies/{request}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The copy. */
        get: operations["get_me_copies_request_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete my account and what the law does not require us to keep. */
        post: operations["post_me_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/education": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I hear of. */
        get: operations["get_me_education"];
        /** Choose what to hear of. */
        put: operations["put_me_education"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every look of staff at my papers. */
        get: operations["get_me_looks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commercial content, for whoever consents to it. */
        get: operations["get_me_offers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the phone number that WeChat vouches for. */
        post: operations["post_me_phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which templates to ask for on a tap. */
        get: operations["get_me_subscriptions"];
        put?: never;
        /** What the patient answered on a tap. */
        post: operations["post_me_subscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every kind of message by WeChat, and how many more of it I take. */
        get: operations["get_me_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this account was told. */
        get: operations["get_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** I have opened a message, or came by tapping on it in WeChat. */
        post: operations["post_messages_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The notices that consent is given to, in their current versions. */
        get: operations["get_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the order stands. */
        get: operations["get_orders_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{order}/prepay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prepare the order for payment; again and again if need be. */
        post: operations["post_orders_order_prepay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody this account acts for. */
        get: operations["get_patients"];
        put?: never;
        /** Add somebody without a card; the card follows by itself. */
        post: operations["post_patients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{patient}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["get_patients_patient"];
        put?: never;
        post?: never;
        /** Act for this person no longer. */
        delete: operations["delete_patients_patient"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{patient}/cards/{card}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The electronic card. */
        get: operations["get_patients_patient_cards_card_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{patient}/default-card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Show this card first. */
        put: operations["put_patients_patient_default_card"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{patient}/follow-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Whether this patient wants to be followed up. */
        put: operations["put_patients_patient_follow_up"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{patient}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Whether this account is told what happens to this person. */
        put: operations["put_patients_patient_messages"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{patient}/proxies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The other accounts that act for me. */
        get: operations["get_patients_patient_proxies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{patient}/proxies/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What another account may do for me. */
        put: operations["put_patients_patient_proxies_account"];
        post?: never;
        /** Another account acts for me no longer. */
        delete: operations["delete_patients_patient_proxies_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments and refunds of a period. */
        get: operations["get_payments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/phone-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mine. */
        get: operations["get_phone_changes"];
        put?: never;
        /** Ask for another reserved phone; a code goes to the new number. */
        post: operations["post_phone_changes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/phone-changes/{change}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["get_phone_changes_change"];
        put?: never;
        post?: never;
        /** Take it back. */
        delete: operations["delete_phone_changes_change"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/phone-changes/{change}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send another code. */
        post: operations["post_phone_changes_change_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/phone-changes/{change}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The new number is mine, with the code. */
        post: operations["post_phone_changes_change_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/phone-changes/{change}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A form to upload one photograph with, straight into the hospital's store. */
        post: operations["post_phone_changes_change_papers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The price list, searched, page by page. */
        get: operations["get_prices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proxies/{ticket}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page behind the ticket in an SMS. */
        get: operations["get_proxies_ticket_end"];
        put?: never;
        /** One tap: the link ends. */
        post: operations["post_proxies_ticket_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visits and stays that I can rate, mine and of those for whom I book. */
        get: operations["get_ratings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{rating_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, rated or not. */
        get: operations["get_ratings_rating_id"];
        put?: never;
        /** Rate it, once. */
        post: operations["post_ratings_rating_id"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The registrations of everybody whom I may see, with what can still be done about each. */
        get: operations["get_registrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registrations/{registration}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One registration. */
        get: operations["get_registrations_registration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registrations/{registration}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the place back; what was paid is refunded by the original route. */
        post: operations["post_registrations_registration_cancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registrations/{registration}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept what the hospital changed. */
        post: operations["post_registrations_registration_keep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registrations/{registration}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline what the hospital changed; what was paid is refunded. */
        post: operations["post_registrations_registration_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registrations/{registration}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move to another segment of the same fee; the old place is let go only when the new one is won. */
        post: operations["post_registrations_registration_reschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Departments and doctors by name, pinyin, initials, code or speciality. */
        get: operations["get_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in, or renew silently, with a wx.login code. */
        post: operations["post_sessions"];
        /** End every session of this account, this one included. */
        delete: operations["delete_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/surveys/{survey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a QR code opens: one patient's questionnaire, or an anonymous survey. */
        get: operations["get_surveys_survey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/surveys/{survey}/answers/{answer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Answer it, under an id of random bits made by the phone; the same again is one answer. */
        put: operations["put_surveys_survey_answers_answer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verify/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether an electronic copy is ours: masked, for anybody who holds its code. */
        get: operations["get_verify_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wechat/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WeChat checks that this address is ours. */
        get: operations["get_wechat_push"];
        put?: never;
        /** WeChat tells what patients allow and what reached them. Anything but `success` makes it come again. */
        post: operations["post_wechat_push"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wechatpay/notices/{merchant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A notice of a payment or a refund. */
        post: operations["post_wechatpay_notices_merchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * About
         * @description What is scored, 1 to 5.
         * @enum {string}
         */
        About: "hospital" | "department" | "doctor" | "service";
        /**
         * ActView
         * @description One entry of the audit log.
         */
        ActView: {
            /** Number */
            number: number;
            /** Act */
            act: string;
            /** Subject */
            subject: string;
            /** Reason */
            reason: string;
            /** At */
            at: string;
            /** Hash */
            hash: string;
        };
        /**
         * ActorView
         * @description Who acted, and how often.
         */
        ActorView: {
            /** Actor */
            actor: string;
            /** Name */
            name: string;
            /** Acts */
            acts: number;
        };
        /**
         * AddressInput
         * @description One address in full.
         */
        AddressInput: {
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Region */
            region: string;
            /** Street */
            street: string;
        };
        /**
         * AddressView
         * @description One address as it is listed.
         */
        AddressView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Region */
            region: string;
        };
        /**
         * AdmittedView
         * @description A one-time password, shown this once. None: the request was repeated, and it was shown before; reset if it is lost.
         */
        AdmittedView: {
            /** Staff */
            staff: string;
            /** One Time Password */
            one_time_password: string | null;
        };
        /**
         * AdviceView
         * @description What the hospital advises at once. `turn_to`: 120, emergency, ward or clinic.
         */
        AdviceView: {
            /** Words */
            words: string[];
            turn_to: components["schemas"]["Help"];
            /** Phone */
            phone: string;
            /** Read Now */
            read_now: boolean;
            /** Who Reads */
            who_reads: string;
        };
        /**
         * AgainView
         * @description The id of the task in its place.
         */
        AgainView: {
            /** Id */
            id: string;
        };
        /**
         * AlarmRow
         * @description One alarm in the list: nobody's name.
         */
        AlarmRow: {
            /** Id */
            id: string;
            state: components["schemas"]["AlarmState"];
            /** Words */
            words: string;
            /** Department */
            department: string;
            /** Department Name */
            department_name: string;
            /** Rules */
            rules: components["schemas"]["FiredView"][];
            /** Raised */
            raised: string;
            /** Rung */
            rung: number;
            /** Taken By */
            taken_by: string;
            /** Mine */
            mine: boolean;
        };
        /**
         * AlarmState
         * @description Where an alarm stands.
         * @enum {string}
         */
        AlarmState: "raised" | "taken" | "closed";
        /**
         * AlarmsView
         * @description The open ones, the oldest first.
         */
        AlarmsView: {
            /** Alarms */
            alarms: components["schemas"]["AlarmRow"][];
        };
        /**
         * AlternativeView
         * @description Papers that together meet a need.
         */
        AlternativeView: {
            /** Papers */
            papers: components["schemas"]["NamedView"][];
        };
        /**
         * AnswerOption
         * @description One answer to choose.
         */
        AnswerOption: {
            valueCoding: components["schemas"]["Coding"];
        };
        /**
         * AnsweredView
         * @description Taken.
         */
        AnsweredView: {
            /** Words */
            words: string;
            advice: components["schemas"]["AdviceView"] | null;
        };
        /**
         * AnswersInput
         * @description Question → answers: codes of what was chosen, a number, a day as 2026-11-24, or text.
         */
        AnswersInput: {
            /** Answers */
            answers: {
                [key: string]: (string | number)[];
            };
        };
        /**
         * Applicant
         * @description Who applies. Which papers each must show stands in rules.py.
         * @enum {string}
         */
        Applicant: "patient" | "agent" | "parent" | "parents_agent" | "guardian" | "relative" | "heir" | "heirs_agent" | "insurer" | "public_body";
        /**
         * ApplicantInput
         * @description Who applies, when not the patient; of an insurer or public body the officer.
         */
        ApplicantInput: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
            /** Phone */
            phone: string;
            /**
             * Relation
             * @default
             */
            relation?: string;
            /**
             * Body
             * @default
             */
            body?: string;
            /**
             * Body Phone
             * @default
             */
            body_phone?: string;
        };
        /**
         * ApplicationView
         * @description One application as its applicant sees it.
         */
        ApplicationView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Version */
            version: number;
            /** State */
            state: string;
            /** Words */
            words: string;
            /** Began */
            began: string;
            /** Campus */
            campus: string;
            /** Kind */
            kind: string;
            /** Rules */
            rules: number;
            /** Name */
            name: string;
            /** Patient */
            patient: string;
            /** Stays */
            stays: components["schemas"]["chalicelib__copies__shapes__StayView"][];
            /** Purpose */
            purpose: string;
            /** Parts */
            parts: string[];
            /** Copies */
            copies: number;
            /** Certified */
            certified: boolean;
            /** Delivery */
            delivery: string;
            /** Province */
            province: string;
            clock: components["schemas"]["ClockView"];
            /** Needs */
            needs: components["schemas"]["NeedView"][];
            /** Files */
            files: {
                [key: string]: number;
            };
            /** Papers */
            papers: components["schemas"]["PaperView"][];
            /** Confirm */
            confirm: string[];
            /** Confirmed */
            confirmed: string[];
            /** Authorised */
            authorised: string;
            /** Missing */
            missing: components["schemas"]["MissingView"][];
            /** Mend */
            mend: components["schemas"]["MissingView"][];
            /** Findings */
            findings: components["schemas"]["MissingView"][];
            /** Left Out */
            left_out: components["schemas"]["NamedView"][];
            /** Reason */
            reason: string;
            /** Money */
            money: string;
            /** Prices */
            prices: components["schemas"]["chalicelib__copies__shapes__PriceView"][];
            /** Bills */
            bills: components["schemas"]["BillView"][];
            /** Time */
            time: {
                [key: string]: string;
            };
            /** Collector */
            collector: string;
            /** Parcel */
            parcel: {
                [key: string]: string;
            };
            /** Steps */
            steps: components["schemas"]["chalicelib__copies__shapes__StepView"][];
            /** Can */
            can: string[];
            /** Rating */
            rating: number;
        };
        /**
         * ApplicationsView
         * @description Several, the latest first.
         */
        ApplicationsView: {
            /** Applications */
            applications: components["schemas"]["SummaryView"][];
        };
        /**
         * ApprovalInput
         * @description Yes; what is left out, each with its reason.
         */
        ApprovalInput: {
            /**
             * Left Out
             * @default []
             */
            left_out?: components["schemas"]["LeftOutInput"][];
        };
        /**
         * ArticleInput
         * @description An article.
         */
        ArticleInput: {
            /** Title */
            title: string;
            /**
             * Summary
             * @default
             */
            summary?: string;
            /** Blocks */
            blocks: components["schemas"]["BlockInput"][];
            /**
             * @default {
             *       "diagnosis": [],
             *       "test": [],
             *       "drug": [],
             *       "season": [],
             *       "department": [],
             *       "guide": []
             *     }
             */
            tags?: components["schemas"]["TagsInput"];
            /**
             * Commercial
             * @default false
             */
            commercial?: boolean;
        };
        /**
         * ArticleNoteInput
         * @description Why.
         */
        ArticleNoteInput: {
            /** Note */
            note: string;
        };
        /**
         * ArticleRowView
         * @description An article in a list.
         */
        ArticleRowView: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Published */
            published: string;
            /** Commercial */
            commercial: boolean;
        };
        /**
         * ArticleRowsView
         * @description Articles, and where the next begin (empty: there are none).
         */
        ArticleRowsView: {
            /** Articles */
            articles: components["schemas"]["ArticleRowView"][];
            /** Next */
            next: string;
            season: components["schemas"]["Season"];
        };
        /**
         * ArticleState
         * @description Where the newest revision of an article stands. Which revision patients read is told apart (`live`).
         * @enum {string}
         */
        ArticleState: "draft" | "in_review" | "published" | "withdrawn";
        /**
         * ArticleView
         * @description An article, whole.
         */
        ArticleView: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Published */
            published: string;
            /** Commercial */
            commercial: boolean;
            /** Blocks */
            blocks: components["schemas"]["BlockView"][];
        };
        /**
         * AskRow
         * @description One questionnaire put to a patient.
         */
        AskRow: {
            /** Id */
            id: string;
            /** Patient */
            patient: string;
            /** Title */
            title: string;
            state: components["schemas"]["AskState"];
            /** Words */
            words: string;
            /** Asked */
            asked: string;
            /** Expires */
            expires: string;
            /** Answered */
            answered: string;
        };
        /**
         * AskState
         * @description Where one questionnaire put to one patient stands.
         * @enum {string}
         */
        AskState: "open" | "answered" | "expired" | "withdrawn";
        /**
         * AskView
         * @description The whole questionnaire; once answered, what was said and advised.
         */
        AskView: {
            ask: components["schemas"]["AskRow"];
            /** Description */
            description: string;
            /** Questions */
            questions: components["schemas"]["QuestionView"][];
            /** Said */
            said: components["schemas"]["SaidView"][];
            advice: components["schemas"]["AdviceView"] | null;
        };
        /**
         * AssignmentInput
         * @description Another group's (empty: as it is), or one person's (a work number: then it lies where that person looks).
         */
        AssignmentInput: {
            /**
             * Group
             * @default
             */
            group?: string;
            /**
             * Number
             * @default
             */
            number?: string;
        };
        /**
         * AuditView
         * @description Either list; `after` begins the next page.
         */
        AuditView: {
            /** Actors */
            actors: components["schemas"]["ActorView"][];
            /** Acts */
            acts: components["schemas"]["ActView"][];
            /** After */
            after: number | null;
        };
        /**
         * Beginning
         * @description Where to apply.
         */
        Beginning: {
            /** Campus */
            campus: string;
        };
        /**
         * BillRow
         * @description One bill, in fen.
         */
        BillRow: {
            /** Order */
            order: string;
            /** What */
            what: string;
            /** Amount */
            amount: number;
            /** State */
            state: string;
            /** Back */
            back: number;
            /** Returned */
            returned: number;
            /** At Counter */
            at_counter: boolean;
        };
        /**
         * BillView
         * @description One bill. `order` is prepared for payment by POST /orders/{order}/prepay.
         */
        BillView: {
            /** Order */
            order: string;
            /** What */
            what: string;
            /** Amount */
            amount: number;
            /** State */
            state: string;
            /** Back */
            back: number;
            /** Expires */
            expires: string;
        };
        /**
         * BindingView
         * @description A binding that waits for the code sent to this phone.
         */
        BindingView: {
            /** Binding */
            binding: string;
            /** Phone */
            phone: string;
            /** Ends */
            ends: string;
        };
        /**
         * BlockInput
         * @description One piece: words, or of a list its items.
         */
        BlockInput: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "heading" | "paragraph" | "list" | "advice" | "warning";
            /**
             * Text
             * @default
             */
            text?: string;
            /**
             * Items
             * @default []
             */
            items?: string[];
        };
        /**
         * BlockKind
         * @description What a piece of an article is. Each is drawn by the page itself: there is no markup in it.
         * @enum {string}
         */
        BlockKind: "heading" | "paragraph" | "list" | "advice" | "warning";
        /**
         * BlockView
         * @description One piece.
         */
        BlockView: {
            kind: components["schemas"]["BlockKind"];
            /** Text */
            text: string;
            /** Items */
            items: string[];
        };
        /**
         * BoardView
         * @description What there is to do: my groups, how many alarms wait, ready answers.
         */
        BoardView: {
            /** Groups */
            groups: components["schemas"]["GroupView"][];
            /** Alarms */
            alarms: number;
            /** Phrases */
            phrases: components["schemas"]["PhraseView"][];
        };
        /**
         * By
         * @description Who wrote a line.
         * @enum {string}
         */
        By: "patient" | "staff" | "machine";
        /**
         * CalendarView
         * @description A pick-up place's half hours.
         */
        CalendarView: {
            /** Place */
            place: string;
            /** Name */
            name: string;
            /** Halves */
            halves: components["schemas"]["HalfView"][];
            /** First */
            first: string;
        };
        /**
         * CallBackInput
         * @description Which published number was called, and what was said.
         */
        CallBackInput: {
            /** Phone */
            phone: string;
            /** Said */
            said: string;
        };
        /**
         * CallBackView
         * @description Where to call back.
         */
        CallBackView: {
            /** Phone */
            phone: string;
        };
        /**
         * CallInFullView
         * @description For whoever has claimed it: whom to ring, and what to say. Empty for everybody else.
         */
        CallInFullView: {
            /** Id */
            id: string;
            kind: components["schemas"]["chalicelib__messages__kinds__Kind"];
            /** Title */
            title: string;
            /** Name */
            name: string;
            /** Why */
            why: string;
            state: components["schemas"]["chalicelib__messages__models__CallState"];
            /** State Words */
            state_words: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Worth Until
             * Format: date-time
             */
            worth_until: string;
            /**
             * Owner
             * @description the name of whoever has it; empty: nobody
             */
            owner: string;
            /** Mine */
            mine: boolean;
            /** Result */
            result: string | null;
            /** Full Name */
            full_name: string;
            /** Phone */
            phone: string;
            /** Values */
            values: {
                [key: string]: string;
            };
            /** Note */
            note: string;
        };
        /**
         * CallInput
         * @description What is done about a call; when it is done, what came of it.
         */
        CallInput: {
            /**
             * Deed
             * @enum {string}
             */
            deed: "claim" | "release" | "done";
            /**
             * Result
             * @default other
             * @enum {string}
             */
            result?: "reached" | "not_reached" | "wrong_number" | "other";
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * CallerInput
         * @description What a caller says.
         */
        CallerInput: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "praise" | "complaint" | "suggestion";
            /** Words */
            words: string;
            /** Campus */
            campus: string;
            /**
             * Department
             * @default
             */
            department?: string;
            /**
             * Doctor
             * @default
             */
            doctor?: string;
            /**
             * Patient
             * @default
             */
            patient?: string;
            /**
             * Phone
             * @default
             */
            phone?: string;
        };
        /**
         * CallsView
         * @description The oldest first.
         */
        CallsView: {
            /** Calls */
            calls: components["schemas"]["chalicelib__messages__desk_views__CallView"][];
        };
        /**
         * CampusView
         * @description A campus.
         */
        CampusView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Address */
            address: string;
            /** Phone */
            phone: string;
        };
        /**
         * CardInput
         * @description One card.
         */
        CardInput: {
            /** Card */
            card: string;
        };
        /**
         * CardState
         * @description What a visit card is.
         * @enum {string}
         */
        CardState: "requested" | "active" | "exists" | "refused" | "gone";
        /**
         * CardView
         * @description One card.
         */
        CardView: {
            /** Id */
            id: string;
            state: components["schemas"]["CardState"];
            /** Words */
            words: string;
            /** Number */
            number: string | null;
        };
        /**
         * CarrierInput
         * @description Which carrier.
         */
        CarrierInput: {
            /** Carrier */
            carrier: string;
        };
        /**
         * CaseAnswerInput
         * @description What the hospital says, as the patient reads it.
         */
        CaseAnswerInput: {
            /** Words */
            words: string;
        };
        /**
         * CaseAssignInput
         * @description To which department, with a word to them.
         */
        CaseAssignInput: {
            /** Department */
            department: string;
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * CaseKind
         * @description What somebody has to say.
         * @enum {string}
         */
        CaseKind: "praise" | "complaint" | "suggestion";
        /**
         * CaseState
         * @description Where a case stands.
         * @enum {string}
         */
        CaseState: "registered" | "assigned" | "answered" | "closed";
        /**
         * CaseView
         * @description One application as the desk sees it; whatever names a person is masked.
         */
        CaseView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Version */
            version: number;
            /** Campus */
            campus: string;
            /** State */
            state: string;
            /** Words */
            words: string;
            /** Since */
            since: string;
            /** Due */
            due: string;
            /** Usual */
            usual: string;
            /** Claimed By */
            claimed_by: string;
            /** Mine */
            mine: boolean;
            /** Kind */
            kind: string;
            /** Kind Words */
            kind_words: string;
            /** Name */
            name: string;
            /** Applicant */
            applicant: string;
            /** Counter */
            counter: boolean;
            /** Stays */
            stays: components["schemas"]["StayRow"][];
            /** Purpose */
            purpose: string;
            /** Parts */
            parts: string[];
            /** Copies */
            copies: number;
            /** Certified */
            certified: boolean;
            /** Delivery */
            delivery: string;
            /** Province */
            province: string;
            /** Papers */
            papers: components["schemas"]["SlotView"][];
            /** Papers Kept */
            papers_kept: string;
            /** Wanted */
            wanted: components["schemas"]["WantedView"][];
            /** Findings */
            findings: components["schemas"]["FindingView"][];
            /** Second Why */
            second_why: string[];
            /** Left Out */
            left_out: components["schemas"]["LeftOutView"][];
            /** Sealed */
            sealed: components["schemas"]["SealedView"][];
            /** Reason */
            reason: string;
            /** Money */
            money: string;
            /** Price */
            price: number;
            /** Paid */
            paid: number;
            /** Back */
            back: number;
            /** Bills */
            bills: components["schemas"]["BillRow"][];
            /** Copied By */
            copied_by: string;
            /** Collector */
            collector: boolean;
            /** Time */
            time: string;
            /** Place */
            place: string;
            parcel: components["schemas"]["ParcelView"] | null;
            /** Incidents */
            incidents: components["schemas"]["IncidentView"][];
            /** Reprints */
            reprints: number;
            /** History */
            history: components["schemas"]["StepRow"][];
        };
        /**
         * CasesView
         * @description Mine, the latest first.
         */
        CasesView: {
            /** Cases */
            cases: components["schemas"]["FeedbackView"][];
        };
        /**
         * ChangeCaseView
         * @description A change, for its reviewer. Name, numbers and phones are in clear only for who has claimed it.
         */
        ChangeCaseView: {
            /** Change */
            change: string;
            state: components["schemas"]["chalicelib__cards__newphone__models__State"];
            /** Words */
            words: string;
            /** Mine */
            mine: boolean;
            /** Name */
            name: string;
            kind: components["schemas"]["Identity"];
            /** Number */
            number: string;
            /** Old */
            old: string;
            /** Phone */
            phone: string;
            /** Refused Before */
            refused_before: number;
            /** Asked At */
            asked_at: string;
            /** Reviewer */
            reviewer: string;
            /** Reason */
            reason: string;
            /** Photographs */
            photographs: components["schemas"]["PhotographView"][];
        };
        /**
         * ChangeDecisionInput
         * @description Yes, or no and why.
         */
        ChangeDecisionInput: {
            /** Approve */
            approve: boolean;
            /**
             * Reason
             * @default
             */
            reason?: string;
        };
        /**
         * ChangeInput
         * @description Whose reserved phone is to become which.
         */
        ChangeInput: {
            /** Name */
            name: string;
            kind: components["schemas"]["Identity"];
            /** Number */
            number: string;
            /**
             * Card
             * @description needed where there are several
             * @default null
             */
            card?: string | null;
            /**
             * Phone
             * @description the new one
             */
            phone: string;
        };
        /**
         * ChangeLookInput
         * @description Why.
         */
        ChangeLookInput: {
            /** Reason */
            reason: string;
        };
        /**
         * ChangeRowView
         * @description One line of the list.
         */
        ChangeRowView: {
            /** Change */
            change: string;
            state: components["schemas"]["chalicelib__cards__newphone__models__State"];
            /** Words */
            words: string;
            /** Name */
            name: string;
            /** Asked At */
            asked_at: string;
            /** Reviewer */
            reviewer: string;
        };
        /**
         * ChangeRowsView
         * @description A page of it.
         */
        ChangeRowsView: {
            /** Rows */
            rows: components["schemas"]["ChangeRowView"][];
            /** Next */
            next: string;
        };
        /**
         * ChangeView
         * @description A change, for its applicant.
         */
        ChangeView: {
            /** Change */
            change: string;
            state: components["schemas"]["chalicelib__cards__newphone__models__State"];
            /** Words */
            words: string;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Asked At */
            asked_at: string;
            /** At */
            at: string;
            /** Reason */
            reason: string;
            /** Photographs */
            photographs: components["schemas"]["PhotographView"][];
        };
        /**
         * ChangesView
         * @description All of them, the latest first.
         */
        ChangesView: {
            /** Changes */
            changes: components["schemas"]["ChangeView"][];
        };
        /**
         * Channel
         * @description By which way.
         * @enum {string}
         */
        Channel: "assistant" | "wechat" | "sms" | "call";
        /**
         * Chase
         * @description Why a record cannot be fetched yet.
         * @enum {string}
         */
        Chase: "on_loan" | "with_coder" | "not_archived" | "part_missing" | "beyond_retention";
        /**
         * ChaseInput
         * @description Why a record is not to be had, who has it, until when.
         */
        ChaseInput: {
            /** Stay */
            stay: string;
            why: components["schemas"]["Chase"];
            /** Owner */
            owner: string;
            /**
             * Until
             * @default null
             */
            until?: string | null;
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * ChatDeskLineView
         * @description One line, with who of staff wrote it.
         */
        ChatDeskLineView: {
            /** Number */
            number: number;
            /** At */
            at: string;
            by: components["schemas"]["By"];
            /** Words */
            words: string;
            state: components["schemas"]["ChatState"];
            /** Staff */
            staff: string;
        };
        /**
         * ChatHandOverInput
         * @description To whom: a work number, or (empty) back to those who wait.
         */
        ChatHandOverInput: {
            /**
             * To
             * @default
             */
            to?: string;
        };
        /**
         * ChatLineInput
         * @description What somebody says.
         */
        ChatLineInput: {
            /** Words */
            words: string;
        };
        /**
         * ChatLineView
         * @description One line, and how the conversation stands after it.
         */
        ChatLineView: {
            /** Number */
            number: number;
            /** At */
            at: string;
            by: components["schemas"]["By"];
            /** Words */
            words: string;
            state: components["schemas"]["ChatState"];
        };
        /**
         * ChatOverviewView
         * @description What waits, and what I have.
         */
        ChatOverviewView: {
            /** Waiting */
            waiting: components["schemas"]["ChatRowView"][];
            /** Mine */
            mine: components["schemas"]["ChatRowView"][];
        };
        /**
         * ChatRowView
         * @description One conversation in a list.
         */
        ChatRowView: {
            /** Id */
            id: string;
            state: components["schemas"]["ChatState"];
            /** Since */
            since: string;
            /** Patient */
            patient: string;
            /** Staff */
            staff: string;
            /** Unread */
            unread: boolean;
        };
        /**
         * ChatRowsView
         * @description Conversations.
         */
        ChatRowsView: {
            /** Rows */
            rows: components["schemas"]["ChatRowView"][];
        };
        /**
         * ChatState
         * @description Where an account's conversation stands.
         * @enum {string}
         */
        ChatState: "closed" | "waiting" | "taken";
        /**
         * ChatView
         * @description What is new, and whether somebody answers now.
         */
        ChatView: {
            /** Lines */
            lines: components["schemas"]["ChatLineView"][];
            /** Open Now */
            open_now: boolean;
            /** Hours */
            hours: string;
        };
        /**
         * CheckInput
         * @description Every stay.
         */
        CheckInput: {
            /** Stays */
            stays: components["schemas"]["CheckedInput"][];
        };
        /**
         * CheckedInput
         * @description What the second person saw on every page of a stay.
         */
        CheckedInput: {
            /** Stay */
            stay: string;
            /** Pages */
            pages: number;
            /**
             * Number Tail
             * @default
             */
            number_tail?: string;
            /** Name Matches */
            name_matches: boolean;
        };
        /**
         * ChoiceInput
         * @description Whether this patient wants to be followed up.
         */
        ChoiceInput: {
            /** Wanted */
            wanted: boolean;
        };
        /**
         * ChoicesInput
         * @description What the owner wants.
         */
        ChoicesInput: {
            /** Large Type */
            large_type: boolean;
            /** Reminders */
            reminders: boolean;
            /** Education */
            education: boolean;
            /** Sms */
            sms: boolean;
        };
        /**
         * ClaimInput
         * @description Whose card is to be bound.
         */
        ClaimInput: {
            /** Name */
            name: string;
            kind: components["schemas"]["Identity"];
            /** Number */
            number: string;
            relation: components["schemas"]["Relation"];
            /**
             * Card
             * @description needed where there are several
             * @default null
             */
            card?: string | null;
            /**
             * Guardian
             * @default false
             */
            guardian?: boolean;
        };
        /**
         * ClinicView
         * @description One clinic.
         */
        ClinicView: {
            /** Id */
            id: string;
            /** Department */
            department: string;
            /** Department Name */
            department_name: string;
            /** Doctor */
            doctor: string;
            /** Doctor Name */
            doctor_name: string;
            /** Grade */
            grade: string;
            /** Kind */
            kind: string;
            /** Campus */
            campus: string;
            /** Campus Name */
            campus_name: string;
            /** Room */
            room: string;
            /** Date */
            date: string;
            /** Half */
            half: string;
            /** Fee */
            fee: number;
            /** Running */
            running: boolean;
            /** Opens */
            opens: string;
            /** Pay At Hospital */
            pay_at_hospital: boolean;
            /** Free */
            free: number;
            /** Segments */
            segments: components["schemas"]["SegmentView"][];
        };
        /**
         * ClinicsView
         * @description A department's clinics of a day.
         */
        ClinicsView: {
            /** Clinics */
            clinics: components["schemas"]["ClinicView"][];
            /** Last Day */
            last_day: string;
        };
        /**
         * ClockView
         * @description Who has it now, since when, and what is usual.
         */
        ClockView: {
            /** Who */
            who: string;
            /** Since */
            since: string;
            /** Usual */
            usual: string;
            /** Due */
            due: string;
            /** Overdue */
            overdue: boolean;
        };
        /**
         * Coding
         * @description A code.
         */
        Coding: {
            /**
             * System
             * @default null
             */
            system?: string | null;
            /** Code */
            code: string;
            /**
             * Display
             * @default null
             */
            display?: string | null;
            /**
             * Extension
             * @default null
             */
            extension?: components["schemas"]["Extension"][] | null;
        };
        /**
         * Concept
         * @description A CodeableConcept.
         */
        Concept: {
            /** Coding */
            coding: components["schemas"]["Coding"][];
        };
        /**
         * Condition
         * @description One comparison with one answer. A code, a number as text, or an ISO day.
         */
        Condition: {
            /** Question */
            question: string;
            /**
             * Operator
             * @enum {string}
             */
            operator: "=" | "!=" | ">" | "<" | ">=" | "<=";
            /** Value */
            value: string;
        };
        /**
         * Confirmation
         * @description The second step.
         */
        Confirmation: {
            /** Code */
            code: string;
            /**
             * New Password
             * @default null
             */
            new_password?: string | null;
        };
        /**
         * ConsentView
         * @description One purpose: what holds, and since when.
         */
        ConsentView: {
            purpose: components["schemas"]["Purpose"];
            /** Given */
            given: boolean;
            /** Notice */
            notice: string | null;
            /** Current */
            current: string;
            /** At */
            at: string | null;
        };
        /**
         * Consenting
         * @description The version that was shown.
         */
        Consenting: {
            /** Version */
            version: string;
        };
        /**
         * ConsentsView
         * @description Every purpose.
         */
        ConsentsView: {
            /** Consents */
            consents: components["schemas"]["ConsentView"][];
        };
        /**
         * CopiedInput
         * @description Pages of one copy, and that each is stamped and dated.
         */
        CopiedInput: {
            /**
             * Pages
             * @description stay → pages of one copy
             */
            pages: {
                [key: string]: number;
            };
            /** Stamped */
            stamped: boolean;
        };
        /**
         * CopyView
         * @description A copy of everything we hold about the caller: JSON text, empty while it is being made.
         */
        CopyView: {
            /** Document */
            document: string;
        };
        /**
         * CorrectionInput
         * @description The right pages, and why they were wrong.
         */
        CorrectionInput: {
            /**
             * Pages
             * @description stay → pages of one copy
             */
            pages: {
                [key: string]: number;
            };
            /** Reason */
            reason: string;
        };
        /**
         * CountView
         * @description How often.
         */
        CountView: {
            key: components["schemas"]["Measure"];
            /** Title */
            title: string;
            /** Times */
            times: number;
        };
        /**
         * CounterCodeView
         * @description A code, told this once.
         */
        CounterCodeView: {
            /** Code */
            code: string;
        };
        /**
         * CounterInput
         * @description A whole application.
         */
        CounterInput: {
            kind: components["schemas"]["Applicant"];
            subject: components["schemas"]["PersonInput"];
            /** @default null */
            applicant?: components["schemas"]["ApplicantInput"] | null;
            /**
             * Dead
             * @default false
             */
            dead?: boolean;
            /** Stays */
            stays: components["schemas"]["CounterStay"][];
            /** Purpose */
            purpose: string;
            /** Parts */
            parts: string[];
            /**
             * Copies
             * @default 1
             */
            copies?: number;
            /**
             * Certified
             * @default false
             */
            certified?: boolean;
            delivery: components["schemas"]["Delivery"];
            /** @default null */
            recipient?: components["schemas"]["RecipientInput"] | null;
        };
        /**
         * CounterStay
         * @description A stay as the papers of whoever stands there say.
         */
        CounterStay: {
            /**
             * Number
             * @default
             */
            number?: string;
            /**
             * Inpatient
             * @default true
             */
            inpatient?: boolean;
            /**
             * Department Name
             * @default
             */
            department_name?: string;
            /**
             * Began
             * Format: date
             */
            began: string;
            /**
             * Take
             * @default whole
             * @enum {string}
             */
            take?: "whole" | "finished_now";
        };
        /**
         * DaysInput
         * @description Stays and visits that ended (or began) on these days.
         */
        DaysInput: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
        };
        /**
         * DecisionInput
         * @description What 医务科 decides.
         */
        DecisionInput: {
            /** Reason */
            reason: string;
            /**
             * Decision
             * @enum {string}
             */
            decision: "give" | "hold_back" | "refuse" | "take_up_again";
        };
        /**
         * Deletion
         * @description That the patient means it.
         */
        Deletion: {
            /**
             * Understood
             * @description must be true: what is kept by law, and that it cannot be undone
             */
            understood: boolean;
        };
        /**
         * Delivery
         * @description How the copies go: exactly one.
         * @enum {string}
         */
        Delivery: "pick_up" | "express" | "online";
        /**
         * DeliveryInput
         * @description How the copies go: exactly one way.
         */
        DeliveryInput: {
            /**
             * Delivery
             * @enum {string}
             */
            delivery: "pick_up" | "express" | "online";
            /** @default null */
            recipient?: components["schemas"]["RecipientInput"] | null;
        };
        /**
         * DepartmentCount
         * @description How many of a department.
         */
        DepartmentCount: {
            /** Department */
            department: string;
            /** Name */
            name: string;
            /** Fits */
            fits: number;
        };
        /**
         * DepartmentPageView
         * @description A department's own page.
         */
        DepartmentPageView: {
            department: components["schemas"]["DepartmentView"];
            /** Introduction */
            introduction: string;
            /** Places */
            places: string[];
            /** Doctors */
            doctors: components["schemas"]["DoctorView"][];
        };
        /**
         * DepartmentView
         * @description A department in a list.
         */
        DepartmentView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Campus */
            campus: string;
            /** Parent */
            parent: string | null;
            /** Initials */
            initials: string;
        };
        /**
         * DepartmentsView
         * @description The departments, by campus.
         */
        DepartmentsView: {
            /** Departments */
            departments: components["schemas"]["DepartmentView"][];
        };
        /**
         * DeskArticleRowView
         * @description An article in an editors' list.
         */
        DeskArticleRowView: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Published */
            published: string;
            /** Commercial */
            commercial: boolean;
            state: components["schemas"]["ArticleState"];
            /** Live */
            live: number;
            /** Newest */
            newest: number;
            /** By */
            by: string;
            /** At */
            at: string;
        };
        /**
         * DeskArticleRowsView
         * @description Articles, and where the next begin (empty: there are none).
         */
        DeskArticleRowsView: {
            /** Articles */
            articles: components["schemas"]["DeskArticleRowView"][];
            /** Next */
            next: string;
        };
        /**
         * DeskArticleView
         * @description An article as its editors see it: the newest revision.
         */
        DeskArticleView: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Published */
            published: string;
            /** Commercial */
            commercial: boolean;
            state: components["schemas"]["ArticleState"];
            /** Live */
            live: number;
            /** Newest */
            newest: number;
            /** By */
            by: string;
            /** At */
            at: string;
            /** Blocks */
            blocks: components["schemas"]["BlockView"][];
            /** Tags */
            tags: {
                [key: string]: string[];
            };
            /** Note */
            note: string;
            /** Approved By */
            approved_by: string;
            /** Mine */
            mine: boolean;
        };
        /**
         * DeskUploadView
         * @description A form to post a file with.
         */
        DeskUploadView: {
            /** Url */
            url: string;
            /** Fields */
            fields: {
                [key: string]: string;
            };
            /** Until */
            until: string;
            /** Largest */
            largest: number;
        };
        /**
         * DiagnosisView
         * @description What was found.
         */
        DiagnosisView: {
            /** Icd */
            icd: string;
            /** Words */
            words: string;
        };
        /**
         * DoctorView
         * @description A doctor.
         */
        DoctorView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Sex */
            sex: string;
            /** Introduction */
            introduction: string;
            /** Posts */
            posts: components["schemas"]["PostView"][];
        };
        /**
         * DoctorsView
         * @description Doctors, the higher grades first.
         */
        DoctorsView: {
            /** Doctors */
            doctors: components["schemas"]["DoctorView"][];
        };
        /**
         * DocumentRow
         * @description A plan, questionnaire or survey in a list.
         */
        DocumentRow: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            state: components["schemas"]["DocumentState"];
            /** Words */
            words: string;
            /**
             * Version
             * @description the newest published one; 0: none
             */
            version: number;
            /** Edition */
            edition: number;
            /** By */
            by: string;
            /** At */
            at: string;
        };
        /**
         * DocumentState
         * @description Where a plan or a questionnaire stands. Its published versions never change.
         * @enum {string}
         */
        DocumentState: "draft" | "active" | "paused" | "retired";
        /**
         * DocumentsView
         * @description All of a kind, the newest first.
         */
        DocumentsView: {
            /** Documents */
            documents: components["schemas"]["DocumentRow"][];
        };
        /**
         * DoneView
         * @description It is done.
         */
        DoneView: Record<string, never>;
        /**
         * DownloadView
         * @description Where a PDF is, for some minutes.
         */
        DownloadView: {
            /** Url */
            url: string;
            /** Until */
            until: string;
        };
        /**
         * DraftView
         * @description 授权委托书 as the patient reads it.
         */
        DraftView: {
            /** Text */
            text: string;
            /** Phone */
            phone: string;
            /** Ends */
            ends: string;
        };
        /**
         * DrawInput
         * @description At most so many of them.
         */
        DrawInput: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Most */
            most: number;
        };
        /**
         * DrawnView
         * @description How many were enrolled.
         */
        DrawnView: {
            /** Enrolled */
            enrolled: number;
        };
        /**
         * EducationChoiceInput
         * @description What I want to hear of.
         */
        EducationChoiceInput: {
            /** Weekly */
            weekly: boolean;
            /** Greetings */
            greetings: boolean;
        };
        /**
         * EducationChoiceView
         * @description What I hear of.
         */
        EducationChoiceView: {
            /** Weekly */
            weekly: boolean;
            /** Greetings */
            greetings: boolean;
        };
        /**
         * ElectronicFileView
         * @description A part of an electronic copy: an encrypted PDF in base64, opened by its verification code.
         */
        ElectronicFileView: {
            /** Pdf */
            pdf: string;
            /** Part */
            part: number;
            /** Parts */
            parts: number;
        };
        /**
         * ElectronicPageView
         * @description One page: JPEG in base64, with number and code across it.
         */
        ElectronicPageView: {
            /** Image */
            image: string;
            /** Page */
            page: number;
            /** Pages */
            pages: number;
        };
        /**
         * ElectronicView
         * @description One electronic copy; the code is for whoever wants to verify it.
         */
        ElectronicView: {
            /** Round */
            round: number;
            /** Pages */
            pages: number;
            /** Code */
            code: string;
            /** Until */
            until: string;
        };
        /**
         * ElectronicsView
         * @description The electronic copies that may be read.
         */
        ElectronicsView: {
            /** Copies */
            copies: components["schemas"]["ElectronicView"][];
        };
        /**
         * EnableWhen
         * @description When a question is put: what was answered to an earlier one.
         */
        EnableWhen: {
            /** Question */
            question: string;
            /**
             * Operator
             * @enum {string}
             */
            operator: "exists" | "=" | "!=" | ">" | "<" | ">=" | "<=";
            /**
             * Answerboolean
             * @default null
             */
            answerBoolean?: boolean | null;
            /**
             * Answerinteger
             * @default null
             */
            answerInteger?: number | null;
            /**
             * Answerdecimal
             * @default null
             */
            answerDecimal?: number | string | null;
            /**
             * Answerdate
             * @default null
             */
            answerDate?: string | null;
            /** @default null */
            answerCoding?: components["schemas"]["Coding"] | null;
        };
        /**
         * ExplanationView
         * @description Why one message was sent, or why not. No tries: nobody was there to be told.
         */
        ExplanationView: {
            /** Id */
            id: string;
            kind: components["schemas"]["chalicelib__messages__kinds__Kind"];
            /** Title */
            title: string;
            /** Reference */
            reference: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Told
             * Format: date-time
             */
            told: string;
            /**
             * Expires
             * Format: date-time
             */
            expires: string;
            /** Urgent */
            urgent: boolean;
            /** Sensitive */
            sensitive: boolean;
            /** Addressed */
            addressed: boolean;
            /** Opened */
            opened: string | null;
            /** Tries */
            tries: components["schemas"]["TryView"][];
        };
        /**
         * ExplanationsView
         * @description The newest first.
         */
        ExplanationsView: {
            /** Messages */
            messages: components["schemas"]["ExplanationView"][];
        };
        /**
         * Extension
         * @description One of the extensions named above.
         */
        Extension: {
            /**
             * Url
             * @enum {string}
             */
            url: "http://hl7.org/fhir/StructureDefinition/minValue" | "http://hl7.org/fhir/StructureDefinition/maxValue" | "http://hl7.org/fhir/StructureDefinition/ordinalValue" | "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl" | "http://hl7.org/fhir/StructureDefinition/questionnaire-unit" | "https://xinglin.example/fhir/StructureDefinition/counts-as-score" | "https://xinglin.example/fhir/StructureDefinition/answers-are-watched" | "https://xinglin.example/fhir/StructureDefinition/score";
            /**
             * Valueinteger
             * @default null
             */
            valueInteger?: number | null;
            /**
             * Valuedecimal
             * @default null
             */
            valueDecimal?: number | string | null;
            /**
             * Valuedate
             * @default null
             */
            valueDate?: string | null;
            /**
             * Valueboolean
             * @default null
             */
            valueBoolean?: boolean | null;
            /** @default null */
            valueCoding?: components["schemas"]["Coding"] | null;
            /** @default null */
            valueCodeableConcept?: components["schemas"]["Concept"] | null;
        };
        /**
         * FaultInput
         * @description What went wrong.
         */
        FaultInput: {
            /** Reason */
            reason: string;
            what: components["schemas"]["What"];
        };
        /**
         * FeedbackCaseView
         * @description One case, whole. Where to call stands behind a button of its own.
         */
        FeedbackCaseView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            kind: components["schemas"]["CaseKind"];
            /** Title */
            title: string;
            state: components["schemas"]["CaseState"];
            /** Since */
            since: string;
            /** Due */
            due: string;
            /** Overdue */
            overdue: boolean;
            /** Campus */
            campus: string;
            /** Department */
            department: string;
            /** Doctor */
            doctor: string;
            /** Handler */
            handler: string;
            /** Anonymous */
            anonymous: boolean;
            /** Patient */
            patient: string;
            /** Has Phone */
            has_phone: boolean;
            /** Words */
            words: string;
            /** Reopened */
            reopened: number;
            /** Content */
            content: string;
            /** Lines */
            lines: components["schemas"]["FeedbackStepView"][];
        };
        /**
         * FeedbackCountsView
         * @description What waits, for the office by campus and for my own department.
         */
        FeedbackCountsView: {
            /** Registered */
            registered: number;
            /** Assigned */
            assigned: number;
            /** Answered */
            answered: number;
            /** Overdue */
            overdue: number;
            /** Department */
            department: number;
            /** Department Overdue */
            department_overdue: number;
        };
        /**
         * FeedbackLineView
         * @description One line of the history.
         */
        FeedbackLineView: {
            /** At */
            at: string;
            /** Happened */
            happened: string;
            /** Words */
            words: string;
        };
        /**
         * FeedbackNoteInput
         * @description Why.
         */
        FeedbackNoteInput: {
            /** Note */
            note: string;
        };
        /**
         * FeedbackRowView
         * @description One case in a list.
         */
        FeedbackRowView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            kind: components["schemas"]["CaseKind"];
            /** Title */
            title: string;
            state: components["schemas"]["CaseState"];
            /** Since */
            since: string;
            /** Due */
            due: string;
            /** Overdue */
            overdue: boolean;
            /** Department */
            department: string;
            /** Handler */
            handler: string;
            /** Anonymous */
            anonymous: boolean;
            /** Excerpt */
            excerpt: string;
        };
        /**
         * FeedbackRowsView
         * @description Some cases, and where the next begin (empty: there are none).
         */
        FeedbackRowsView: {
            /** Rows */
            rows: components["schemas"]["FeedbackRowView"][];
            /** Next */
            next: string;
        };
        /**
         * FeedbackStepView
         * @description One line of the history.
         */
        FeedbackStepView: {
            /** At */
            at: string;
            /** Happened */
            happened: string;
            /** By */
            by: string;
            /** Words */
            words: string;
            /** Told */
            told: boolean;
        };
        /**
         * FeedbackView
         * @description One praise, complaint or suggestion.
         */
        FeedbackView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            kind: components["schemas"]["CaseKind"];
            /** Title */
            title: string;
            state: components["schemas"]["CaseState"];
            /** State Words */
            state_words: string;
            /** Since */
            since: string;
            /** Due */
            due: string;
            /** Department */
            department: string;
            /** Anonymous */
            anonymous: boolean;
            /** Words */
            words: string;
            /** Lines */
            lines: components["schemas"]["FeedbackLineView"][];
            /** May Object */
            may_object: boolean;
            /** May Accept */
            may_accept: boolean;
            /**
             * Code
             * @description opens an anonymous case; given once
             */
            code: string;
        };
        /**
         * FetchedInput
         * @description The stays whose records are in hand.
         */
        FetchedInput: {
            /** Stays */
            stays: string[];
        };
        /**
         * FieldView
         * @description One keyword of a template.
         */
        FieldView: {
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /**
         * FigureMoneyView
         * @description What was paid and refunded online, in fen, in how many payments and refunds.
         */
        FigureMoneyView: {
            /** Paid */
            paid: number;
            /** Payments */
            payments: number;
            /** Refunded */
            refunded: number;
            /** Refunds */
            refunds: number;
        };
        /**
         * FigureRowView
         * @description One line.
         */
        FigureRowView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Counts */
            counts: components["schemas"]["CountView"][];
            /** Rates */
            rates: components["schemas"]["RateView"][];
            /** Scores */
            scores: components["schemas"]["ScoreView"][];
        };
        /**
         * FindingView
         * @description One result of the form check.
         */
        FindingView: {
            /** What */
            what: string;
            /** Ok */
            ok: boolean;
            /** Words */
            words: string;
        };
        /**
         * FiredView
         * @description A rule that was set off, as it was signed.
         */
        FiredView: {
            /** Words */
            words: string;
            turn_to: components["schemas"]["Help"];
        };
        /**
         * FitView
         * @description One whom a rule would enrol, masked.
         */
        FitView: {
            /** Name */
            name: string;
            /** Department */
            department: string;
            /** Department Name */
            department_name: string;
            /** Ward */
            ward: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Known */
            known: boolean;
            /** Enrolled */
            enrolled: boolean;
        };
        /**
         * FollowUpsView
         * @description Everybody's of this account.
         */
        FollowUpsView: {
            /** Patients */
            patients: components["schemas"]["TheirsView"][];
        };
        /**
         * FormInput
         * @description The identity form of somebody without a card. Birth date and sex where the paper's number does not tell them.
         */
        FormInput: {
            /** Name */
            name: string;
            kind: components["schemas"]["Identity"];
            /** Number */
            number: string;
            /** Phone */
            phone: string;
            relation: components["schemas"]["Relation"];
            /**
             * Guardian
             * @description the guardian of somebody under 14 consents
             * @default false
             */
            guardian?: boolean;
            /**
             * Born
             * @default null
             */
            born?: string | null;
            /**
             * Sex
             * @default null
             */
            sex?: ("male" | "female") | null;
        };
        /**
         * FoundView
         * @description What a search found, best first.
         */
        FoundView: {
            /** Departments */
            departments: components["schemas"]["DepartmentView"][];
            /** Doctors */
            doctors: components["schemas"]["DoctorView"][];
        };
        /**
         * FreeHalfView
         * @description A half hour that may be chosen.
         */
        FreeHalfView: {
            /** Id */
            id: string;
            /** Full */
            full: boolean;
            /** Busy */
            busy: boolean;
        };
        /**
         * FreeHalvesView
         * @description A pick-up place, and its half hours.
         */
        FreeHalvesView: {
            /** Place */
            place: string;
            /** Name */
            name: string;
            /** Address */
            address: string;
            /** Halves */
            halves: components["schemas"]["FreeHalfView"][];
        };
        /**
         * Function
         * @description What can be switched on and off. The mini program hides what is off.
         * @enum {string}
         */
        Function: "pages" | "prices" | "cards" | "proxies" | "registration" | "reschedule" | "payments" | "messages" | "copies" | "feedback" | "chat" | "education" | "follow_up";
        /**
         * GenuineView
         * @description What a verification code stands for.
         */
        GenuineView: {
            /** Number */
            number: string;
            /** Name */
            name: string;
            /** Pages */
            pages: number;
            /** Given */
            given: string;
        };
        /**
         * GroupView
         * @description One group's tasks, counted.
         */
        GroupView: {
            /** Group */
            group: string;
            /** Name */
            name: string;
            /** Overdue */
            overdue: number;
            /** Today */
            today: number;
            /** Coming */
            coming: number;
            /** Done */
            done: number;
        };
        /**
         * HalfView
         * @description One half hour with its load.
         */
        HalfView: {
            /** Id */
            id: string;
            /** Taken */
            taken: number;
            /** Capacity */
            capacity: number;
            /** Peak */
            peak: boolean;
        };
        /**
         * HaltInput
         * @description How a halted application goes on.
         */
        HaltInput: {
            /** Reason */
            reason: string;
            /** Go On */
            go_on: boolean;
        };
        /**
         * HandOverInput
         * @description The code, and the last characters of the number on the paper that is shown.
         */
        HandOverInput: {
            /**
             * Holder
             * @enum {string}
             */
            holder: "applicant" | "collector";
            /** Code */
            code: string;
            /** Number Tail */
            number_tail: string;
        };
        /**
         * Help
         * @description Whom the patient is to turn to.
         * @enum {string}
         */
        Help: "120" | "emergency" | "ward" | "clinic";
        /**
         * HistoryView
         * @description The newest first.
         */
        HistoryView: {
            /** Messages */
            messages: components["schemas"]["MessageView"][];
            /** After */
            after: string | null;
        };
        /**
         * HospitalView
         * @description The hospital, and what it offers.
         */
        HospitalView: {
            /** Name */
            name: string;
            /** Introduction */
            introduction: string;
            /** Campuses */
            campuses: components["schemas"]["CampusView"][];
            /** Functions */
            functions: components["schemas"]["Function"][];
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /**
             * Today
             * Format: date
             */
            today: string;
        };
        /**
         * Identity
         * @description The kinds of identity papers, as the profile names them.
         * @enum {string}
         */
        Identity: "resident-id" | "residence-permit" | "hk-macau-pass" | "taiwan-pass" | "passport" | "permanent-residence" | "birth-certificate" | "household-register";
        /**
         * IncidentInput
         * @description What was done about it; whether the right pages are printed.
         */
        IncidentInput: {
            /** Reason */
            reason: string;
            /** Again */
            again: boolean;
        };
        /**
         * IncidentView
         * @description One line of the incident record.
         */
        IncidentView: {
            /** At */
            at: string;
            /** By */
            by: string;
            /** What */
            what: string;
            /** Words */
            words: string;
            /** Settled */
            settled: boolean;
        };
        /**
         * InvoiceView
         * @description One invoice.
         */
        InvoiceView: {
            /** Nth */
            nth: number;
            /** State */
            state: string;
            /** Amount */
            amount: number;
            /** Code */
            code: string;
            /** Serial */
            serial: string;
            /** Problem */
            problem: string;
            /** At */
            at: string;
        };
        /**
         * InvoicesView
         * @description Every invoice of an application.
         */
        InvoicesView: {
            /** Invoices */
            invoices: components["schemas"]["InvoiceView"][];
        };
        /**
         * IssueInput
         * @description A weekly issue.
         */
        IssueInput: {
            /** Week */
            week: string;
            /** Title */
            title: string;
            /** Articles */
            articles: string[];
        };
        /**
         * IssueState
         * @description Where a weekly issue stands.
         * @enum {string}
         */
        IssueState: "draft" | "out";
        /**
         * IssueView
         * @description A weekly issue.
         */
        IssueView: {
            /** Week */
            week: string;
            /** Title */
            title: string;
            state: components["schemas"]["IssueState"];
            /** Released */
            released: string;
            /** Articles */
            articles: string[];
        };
        /**
         * IssuesView
         * @description Weekly issues, the latest first.
         */
        IssuesView: {
            /** Issues */
            issues: components["schemas"]["IssueView"][];
            /** This Week */
            this_week: string;
        };
        /**
         * Item
         * @description One question, or words between questions (display).
         */
        Item: {
            /** Linkid */
            linkId: string;
            /** Text */
            text: string;
            /**
             * Type
             * @enum {string}
             */
            type: "choice" | "integer" | "decimal" | "text" | "date" | "display";
            /**
             * Required
             * @default null
             */
            required?: boolean | null;
            /**
             * Repeats
             * @default null
             */
            repeats?: boolean | null;
            /**
             * Maxlength
             * @default null
             */
            maxLength?: number | null;
            /**
             * Answeroption
             * @default null
             */
            answerOption?: components["schemas"]["AnswerOption"][] | null;
            /**
             * Enablewhen
             * @default null
             */
            enableWhen?: components["schemas"]["EnableWhen"][] | null;
            /**
             * Enablebehavior
             * @default null
             */
            enableBehavior?: ("all" | "any") | null;
            /**
             * Extension
             * @default null
             */
            extension?: components["schemas"]["Extension"][] | null;
        };
        JsonValue: unknown;
        /**
         * KeepInput
         * @description The last day.
         */
        KeepInput: {
            /** Reason */
            reason: string;
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /**
         * Kind
         * @description One kind of news; a journey names it, templates.py says how it reads.
         * @enum {string}
         */
        "Kind-Input": "booked" | "reminder" | "stopped" | "replaced" | "cancelled" | "refunded" | "pay_due" | "refused" | "copy_sent_back" | "copy_priced" | "copy_time_proposed" | "copy_ready" | "copy_shipped" | "copy_refused" | "copy_done" | "copy_recalled" | "questionnaire" | "revisit" | "follow_up" | "alarm_advice" | "article" | "greeting" | "visit_rating" | "feedback_answered" | "chat_answered";
        /**
         * KindsView
         * @description All of them.
         */
        KindsView: {
            /** Kinds */
            kinds: components["schemas"]["chalicelib__messages__desk_views__KindView"][];
        };
        /**
         * LabelView
         * @description What is printed on the label.
         */
        LabelView: {
            /** Code */
            code: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            /** Copies */
            copies: number;
            /** Pages */
            pages: number;
            /** Round */
            round: number;
            /** Stamped */
            stamped: string;
            /** Where */
            where: string;
        };
        /**
         * LeftOutInput
         * @description A part of a stay that is not given; without a part the whole stay.
         */
        LeftOutInput: {
            /** Stay */
            stay: string;
            /**
             * Part
             * @default
             */
            part?: string;
            /** Why */
            why: string;
        };
        /**
         * LeftOutView
         * @description What is not given, and why.
         */
        LeftOutView: {
            /** Stay */
            stay: string;
            /** Part */
            part: string;
            /** Why */
            why: string;
        };
        /**
         * Level
         * @description What an account may do for a person.
         * @enum {string}
         */
        Level: "see" | "book" | "pay" | "all";
        /**
         * LevelsInput
         * @description What another account may do; seeing is the least.
         */
        LevelsInput: {
            /** Levels */
            levels: components["schemas"]["Level"][];
        };
        /**
         * LinkView
         * @description The ticket of a link of authorisation, for the patient alone.
         */
        LinkView: {
            /** Ticket */
            ticket: string;
            /** Ends */
            ends: string;
        };
        /**
         * ListView
         * @description One work list with its counts.
         */
        ListView: {
            /** List */
            list: string;
            /** Words */
            words: string;
            /** Waiting */
            waiting: number;
            /** Overdue */
            overdue: number;
        };
        /**
         * ListsView
         * @description My lists.
         */
        ListsView: {
            /** Lists */
            lists: components["schemas"]["ListView"][];
        };
        /**
         * LookInput
         * @description Why, and which page.
         */
        LookInput: {
            /** Reason */
            reason: string;
            /**
             * Page
             * @default 1
             */
            page?: number;
        };
        /**
         * LookView
         * @description One look: when, at what, by which role of which department; never by whom.
         */
        LookView: {
            /** At */
            at: string;
            /** Application */
            application: string;
            /** Paper */
            paper: string;
            /** Role */
            role: string;
            /** Department */
            department: string;
        };
        /**
         * LooksView
         * @description Every look, the latest first.
         */
        LooksView: {
            /** Looks */
            looks: components["schemas"]["LookView"][];
        };
        /**
         * MadeView
         * @description The id of what was made.
         */
        MadeView: {
            /** Id */
            id: string;
        };
        /**
         * MeView
         * @description The personal centre.
         */
        MeView: {
            /** Account */
            account: string;
            /** Since */
            since: string;
            /** Phone */
            phone: string | null;
            choices: components["schemas"]["ChoicesInput"];
            /** Addresses */
            addresses: components["schemas"]["AddressView"][];
        };
        /**
         * Measure
         * @description One thing that is counted.
         * @enum {string}
         */
        Measure: "booked" | "cancelled" | "no_show" | "seen" | "rated_visit" | "rated_stay" | "score_hospital" | "score_department" | "score_doctor" | "score_service" | "discharged" | "enrolled" | "asked" | "answered" | "alarmed" | "task_made" | "task_done" | "case_answered" | "case_in_time" | "case_closed" | "case_content" | "chat_opened" | "chat_taken" | "copies_asked" | "copies_done" | "paid" | "refunded";
        /**
         * MemberView
         * @description One member, to an administrator.
         */
        MemberView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
            state: components["schemas"]["chalicelib__staff__models__State"];
            /** Roles */
            roles: components["schemas"]["Role"][];
            /** Department */
            department: string;
            /** Of His */
            of_his: boolean;
            /** Enrolled */
            enrolled: boolean;
            /** Since */
            since: string;
        };
        /**
         * MembersView
         * @description A page.
         */
        MembersView: {
            /** Members */
            members: components["schemas"]["MemberView"][];
            /** After */
            after: string | null;
        };
        /**
         * MendInput
         * @description A paper (by its slot) or a step of the form, and what is wrong with it.
         */
        MendInput: {
            /** What */
            what: string;
            /** Why */
            why: string;
        };
        /**
         * MessageInput
         * @description A few words to the patient; not looked at where the task's questionnaire is sent.
         */
        MessageInput: {
            /**
             * Words
             * @default
             */
            words?: string;
        };
        /**
         * MessageView
         * @description One piece of news: `values` by their labels.
         */
        MessageView: {
            /** Id */
            id: string;
            kind: components["schemas"]["chalicelib__messages__kinds__Kind"];
            /** Reference */
            reference: string;
            /** Page */
            page: string;
            /** Title */
            title: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Told
             * Format: date-time
             */
            told: string;
            /** Channel */
            channel: string;
            /** Reached */
            reached: boolean;
            /** Why */
            why: string;
            /** Values */
            values: {
                [key: string]: string;
            };
        };
        /**
         * MissingView
         * @description What is missing: a step of the form, `paper:<kind>`, or `confirm:<which>`.
         */
        MissingView: {
            /** What */
            what: string;
            /** Words */
            words: string;
        };
        /**
         * MoveInput
         * @description Active, paused or retired.
         */
        MoveInput: {
            state: components["schemas"]["DocumentState"];
        };
        /**
         * MovementView
         * @description One payment or refund.
         */
        MovementView: {
            /** At */
            at: string;
            /**
             * What
             * @description payment or refund
             */
            what: string;
            /** Order */
            order: string;
            /** Refund */
            refund: string | null;
            /** Purpose */
            purpose: string;
            /** Reference */
            reference: string;
            /** Description */
            description: string;
            /** Reason */
            reason: string;
            /**
             * Amount
             * @description fen
             */
            amount: number;
            /** Amount Words */
            amount_words: string;
            /** State */
            state: string;
            /** Words */
            words: string;
        };
        /**
         * MovementsView
         * @description Newest first.
         */
        MovementsView: {
            /** Payments */
            payments: components["schemas"]["MovementView"][];
        };
        /**
         * MyInvoiceView
         * @description One electronic invoice, in fen.
         */
        MyInvoiceView: {
            /** Nth */
            nth: number;
            /** State */
            state: string;
            /** Amount */
            amount: number;
            /** Code */
            code: string;
            /** Serial */
            serial: string;
            /** Check */
            check: string;
            /** At */
            at: string;
        };
        /**
         * MyInvoicesView
         * @description Every invoice of an application.
         */
        MyInvoicesView: {
            /** Invoices */
            invoices: components["schemas"]["MyInvoiceView"][];
        };
        /**
         * MyLineInput
         * @description What I say, at which campus, about whom if about somebody.
         */
        MyLineInput: {
            /** Words */
            words: string;
            /** Campus */
            campus: string;
            /**
             * Patient
             * @default
             */
            patient?: string;
        };
        /**
         * MyWordsInput
         * @description The same, under my name or nobody's.
         */
        MyWordsInput: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "praise" | "complaint" | "suggestion";
            /** Words */
            words: string;
            /** Campus */
            campus: string;
            /**
             * Department
             * @default
             */
            department?: string;
            /**
             * Doctor
             * @default
             */
            doctor?: string;
            /**
             * Patient
             * @default
             */
            patient?: string;
            /**
             * Phone
             * @default
             */
            phone?: string;
            /**
             * Anonymous
             * @default false
             */
            anonymous?: boolean;
        };
        /**
         * NamedView
         * @description A code and its words.
         */
        NamedView: {
            /** Code */
            code: string;
            /** Words */
            words: string;
        };
        /**
         * NeedView
         * @description One thing to be shown, by one of the alternatives; with its legal source.
         */
        NeedView: {
            /** Any Of */
            any_of: components["schemas"]["AlternativeView"][];
            /** Source */
            source: string;
            /** By Link */
            by_link: boolean;
            /** Met */
            met: boolean;
        };
        /**
         * NewPlace
         * @description Where to move.
         */
        NewPlace: {
            /** Clinic */
            clinic: string;
            /** Segment */
            segment: string;
        };
        /**
         * NewcomerInput
         * @description Somebody to let in.
         */
        NewcomerInput: {
            /** Number */
            number: string;
            /** Name */
            name: string;
            /**
             * Phone
             * @default
             */
            phone?: string;
            /**
             * Department
             * @default
             */
            department?: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
        };
        /**
         * NoticeView
         * @description One notice.
         */
        NoticeView: {
            purpose: components["schemas"]["Purpose"];
            /** Version */
            version: string;
            /** Title */
            title: string;
            /** Text */
            text: string;
        };
        /**
         * NoticesView
         * @description All of them.
         */
        NoticesView: {
            /** Notices */
            notices: components["schemas"]["NoticeView"][];
        };
        /**
         * OpenSession
         * @description One of my sessions.
         */
        OpenSession: {
            /** Started */
            started: string;
            /** Used */
            used: string;
            /** Ends */
            ends: string;
            /** Address */
            address: string;
            /** This */
            this: boolean;
        };
        /**
         * OpenSessions
         * @description All of them.
         */
        OpenSessions: {
            /** Sessions */
            sessions: components["schemas"]["OpenSession"][];
        };
        /**
         * OptionView
         * @description One answer to choose.
         */
        OptionView: {
            /** Code */
            code: string;
            /** Words */
            words: string;
        };
        /**
         * OptionsView
         * @description All that the form offers at a campus.
         */
        OptionsView: {
            /** Rules */
            rules: number;
            /** Kinds */
            kinds: components["schemas"]["chalicelib__copies__shapes__KindView"][];
            /** Parts */
            parts: components["schemas"]["NamedView"][];
            /** Purposes */
            purposes: components["schemas"]["PurposeView"][];
            /** Deliveries */
            deliveries: string[];
            /** Most Copies */
            most_copies: number;
            /** Most Stays */
            most_stays: number;
        };
        /**
         * OrderState
         * @description Where an order is.
         * @enum {string}
         */
        OrderState: "awaiting" | "closing" | "closed" | "paid" | "at_window";
        /**
         * OrderView
         * @description One order.
         */
        OrderView: {
            /** Id */
            id: string;
            state: components["schemas"]["OrderState"];
            /** Words */
            words: string;
            /** Description */
            description: string;
            /**
             * Amount
             * @description fen
             */
            amount: number;
            /** Amount Words */
            amount_words: string;
            /** Expires */
            expires: string;
            /** Paid At */
            paid_at: string | null;
            /**
             * Refunded
             * @description fen asked back so far
             */
            refunded: number;
            /** Purpose */
            purpose: string;
            /** Reference */
            reference: string;
        };
        /**
         * Outcome
         * @description In a word.
         * @enum {string}
         */
        Outcome: "reached" | "not_reached" | "wrong_person" | "declined" | "died";
        /**
         * PagesInput
         * @description Pages of one copy.
         */
        PagesInput: {
            /**
             * Pages
             * @description stay → pages of one copy
             */
            pages: {
                [key: string]: number;
            };
        };
        /**
         * PaperInput
         * @description The nth file of a paper.
         */
        PaperInput: {
            /** Kind */
            kind: string;
            /** Nth */
            nth: number;
            /**
             * Content Type
             * @default image/jpeg
             * @enum {string}
             */
            content_type?: "image/jpeg" | "image/png" | "application/pdf";
        };
        /**
         * PaperView
         * @description One file. `problem` in words says what to do.
         */
        PaperView: {
            /** Kind */
            kind: string;
            /** Nth */
            nth: number;
            /** Words */
            words: string;
            /** State */
            state: string;
            /** Problem */
            problem: string;
            /** Pages */
            pages: number;
        };
        /**
         * ParcelEndInput
         * @description What became of a parcel.
         */
        ParcelEndInput: {
            /** Reason */
            reason: string;
            /**
             * End
             * @enum {string}
             */
            end: "signed" | "returned" | "lost";
        };
        /**
         * ParcelStepView
         * @description One step of a parcel, in the carrier's words.
         */
        ParcelStepView: {
            /** At */
            at: string;
            /** Words */
            words: string;
        };
        /**
         * ParcelView
         * @description A parcel.
         */
        ParcelView: {
            /** Carrier */
            carrier: string;
            /** Waybill */
            waybill: string;
            /** State */
            state: string;
            /** Standing */
            standing: string;
            /** At */
            at: string;
        };
        /**
         * ParcelWayView
         * @description A parcel and its way, the newest step first.
         */
        ParcelWayView: {
            /** Carrier */
            carrier: string;
            /** Hotline */
            hotline: string;
            /** Waybill */
            waybill: string;
            /** Steps */
            steps: components["schemas"]["ParcelStepView"][];
        };
        /**
         * ParticularsView
         * @description Names and numbers in full.
         */
        ParticularsView: {
            /** Name */
            name: string;
            /** Paper */
            paper: string;
            /** Number */
            number: string;
            /** Phone */
            phone: string;
            /** Applicant */
            applicant: string;
            /** Applicant Number */
            applicant_number: string;
            /** Applicant Phone */
            applicant_phone: string;
            /** Body */
            body: string;
            /** Body Phone */
            body_phone: string;
            /** Collector */
            collector: string;
            /** Admissions */
            admissions: {
                [key: string]: string;
            };
            /** Recipient */
            recipient: string;
            /** Recipient Phone */
            recipient_phone: string;
            /** Address */
            address: string;
        };
        /**
         * PartsInput
         * @description What is to be copied, how often.
         */
        PartsInput: {
            /** Parts */
            parts: string[];
            /** Copies */
            copies: number;
            /**
             * Certified
             * @default false
             */
            certified?: boolean;
        };
        /**
         * PasswordInput
         * @description A change of one's own password.
         */
        PasswordInput: {
            /** Present */
            present: string;
            /** New */
            new: string;
        };
        /**
         * PatientView
         * @description One patient of this account.
         */
        PatientView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            kind: components["schemas"]["Identity"];
            /** Number */
            number: string;
            /** Phone */
            phone: string | null;
            /** Sex */
            sex: string;
            state: components["schemas"]["chalicelib__cards__models__State"];
            relation: components["schemas"]["Relation"];
            /** Levels */
            levels: components["schemas"]["Level"][];
            /** Waits Until */
            waits_until: string | null;
            /** Wants Messages */
            wants_messages: boolean;
            /** Proven */
            proven: boolean;
            /** Cards */
            cards: components["schemas"]["CardView"][];
        };
        /**
         * PatientsView
         * @description All of them, and the card shown first.
         */
        PatientsView: {
            /** Patients */
            patients: components["schemas"]["PatientView"][];
            /** Default Patient */
            default_patient: string | null;
            /** Default Card */
            default_card: string | null;
        };
        /**
         * PayParametersView
         * @description Given to `wx.requestPayment` as it is.
         */
        PayParametersView: {
            /** Appid */
            appId: string;
            /** Timestamp */
            timeStamp: string;
            /** Noncestr */
            nonceStr: string;
            /** Package */
            package: string;
            /** Signtype */
            signType: string;
            /** Paysign */
            paySign: string;
        };
        /**
         * PersonInput
         * @description A person by name and identity paper.
         */
        PersonInput: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
        };
        /**
         * PhoneCode
         * @description The code of WeChat's phone button.
         */
        PhoneCode: {
            /** Code */
            code: string;
        };
        /**
         * PhoneView
         * @description A phone number, masked.
         */
        PhoneView: {
            /** Phone */
            phone: string;
        };
        /**
         * PhotographFormView
         * @description What the phone posts as multipart/form-data: all fields first, the file last, named `file`.
         */
        PhotographFormView: {
            /** Url */
            url: string;
            /** Fields */
            fields: {
                [key: string]: string;
            };
            /** Until */
            until: string;
            /** Largest */
            largest: number;
        };
        /**
         * PhotographInput
         * @description Which photograph is to be uploaded.
         */
        PhotographInput: {
            side: components["schemas"]["Side"];
            /**
             * Content Type
             * @default image/jpeg
             * @enum {string}
             */
            content_type?: "image/jpeg" | "image/png";
        };
        /**
         * PhotographView
         * @description How one photograph stands; `problem` says in words why it was not taken.
         */
        PhotographView: {
            side: components["schemas"]["Side"];
            /** Words */
            words: string;
            /** State */
            state: string;
            /** Problem */
            problem: string;
        };
        /**
         * PhraseView
         * @description A ready answer.
         */
        PhraseView: {
            /** Name */
            name: string;
            /** Words */
            words: string;
        };
        /**
         * PickUpCodeView
         * @description A hand-over code, told this once: show it as a QR code and as digits.
         */
        PickUpCodeView: {
            /** Code */
            code: string;
        };
        /**
         * PickedStay
         * @description One of the offered stays; of an unfinished record the finished parts now, or the whole from its date.
         */
        PickedStay: {
            /** Id */
            id: string;
            /**
             * Take
             * @default whole
             * @enum {string}
             */
            take?: "whole" | "finished_now";
        };
        /**
         * PictureView
         * @description One watermarked photograph: JPEG in base64.
         */
        PictureView: {
            /** Image */
            image: string;
        };
        /**
         * PlaceView
         * @description Where copies are picked up.
         */
        PlaceView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Address */
            address: string;
        };
        /**
         * PlacesView
         * @description Every pick-up place of a campus.
         */
        PlacesView: {
            /** Places */
            places: components["schemas"]["PlaceView"][];
        };
        /**
         * Plan
         * @description The whole of it.
         */
        Plan: {
            /** Title */
            title: string;
            rule: components["schemas"]["chalicelib__followup__plans__shapes__Rule"];
            /** Steps */
            steps: components["schemas"]["Step"][];
            /**
             * Stops When Readmitted
             * @default true
             */
            stops_when_readmitted?: boolean;
        };
        /**
         * PlanInput
         * @description A plan; `edition` is the one that was read (0: a new one).
         */
        PlanInput: {
            /**
             * Edition
             * @default 0
             */
            edition?: number;
            plan: components["schemas"]["Plan"];
        };
        /**
         * PlanView
         * @description A plan: its draft, and what is published.
         */
        PlanView: {
            document: components["schemas"]["DocumentRow"];
            draft: components["schemas"]["Plan"];
            published: components["schemas"]["Plan"] | null;
        };
        /**
         * PostView
         * @description A doctor's place in a department.
         */
        PostView: {
            /** Department */
            department: string;
            /** Department Name */
            department_name: string;
            /** Grade */
            grade: string;
            /** Specialities */
            specialities: string[];
        };
        /**
         * PreviewInput
         * @description What would be told, by the names of values.
         */
        PreviewInput: {
            kind: components["schemas"]["Kind-Input"];
            /** Values */
            values: {
                [key: string]: string;
            };
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Sensitive
             * @default false
             */
            sensitive?: boolean;
        };
        /**
         * PreviewView
         * @description How it would read: WeChat's values by label, the parameters of the short message; or what is wrong.
         */
        PreviewView: {
            /** Title */
            title: string;
            /** Wechat */
            wechat: {
                [key: string]: string;
            };
            /** Sms */
            sms: string[] | null;
            /** Problem */
            problem: string;
        };
        /**
         * PricesView
         * @description One page of the price list. `after` asks for the next page; null: there is none.
         */
        PricesView: {
            /** Prices */
            prices: components["schemas"]["chalicelib__directory__views__PriceView"][];
            /** After */
            after: number | null;
        };
        /**
         * ProposalInput
         * @description A half hour of a place; without one the quietest of the next days.
         */
        ProposalInput: {
            /**
             * Place
             * @default
             */
            place?: string;
            /**
             * Half Hour
             * @default null
             */
            half_hour?: string | null;
        };
        /**
         * ProxiesView
         * @description All of them.
         */
        ProxiesView: {
            /** Proxies */
            proxies: components["schemas"]["ProxyView"][];
        };
        /**
         * ProxyView
         * @description Another account that is linked to this person.
         */
        ProxyView: {
            /** Account */
            account: string;
            /** Name */
            name: string | null;
            relation: components["schemas"]["Relation"];
            /** Levels */
            levels: components["schemas"]["Level"][];
            /** Since */
            since: string;
        };
        /**
         * Purpose
         * @description What we ask consent for, each on its own.
         * @enum {string}
         */
        Purpose: "service" | "health" | "identity" | "scans" | "marketing";
        /**
         * PurposeInput
         * @description What the copies are for.
         */
        PurposeInput: {
            /** Purpose */
            purpose: string;
        };
        /**
         * PurposeView
         * @description A purpose: the parts that it ticks, and what must be had elsewhere.
         */
        PurposeView: {
            /** Code */
            code: string;
            /** Words */
            words: string;
            /** Parts */
            parts: string[];
            /** Certified */
            certified: boolean;
            /** Elsewhere */
            elsewhere: components["schemas"]["NamedView"][];
        };
        /**
         * QuestionView
         * @description One question, or (`words`) words between questions.
         */
        QuestionView: {
            /** Id */
            id: string;
            kind: components["schemas"]["chalicelib__followup__questionnaires__reading__Kind"];
            /** Words */
            words: string;
            /** Required */
            required: boolean;
            /** Options */
            options: components["schemas"]["OptionView"][];
            /** Least */
            least: string | null;
            /** Most */
            most: string | null;
            /** Whole */
            whole: boolean;
            /** Longest */
            longest: number;
            /** Unit */
            unit: string;
            /** When */
            when: components["schemas"]["WhenView"][];
            /**
             * Any Of
             * @description any of `when` is enough; else all must hold
             */
            any_of: boolean;
        };
        /**
         * Questionnaire
         * @description The whole of it. `id`, `url`, `version` and `status` are the house's: what comes in of them is not looked at.
         */
        Questionnaire: {
            /**
             * Resourcetype
             * @default Questionnaire
             * @constant
             */
            resourceType?: "Questionnaire";
            /**
             * Id
             * @default null
             */
            id?: string | null;
            /**
             * Url
             * @default null
             */
            url?: string | null;
            /**
             * Version
             * @default null
             */
            version?: string | null;
            /**
             * Status
             * @default draft
             * @enum {string}
             */
            status?: "draft" | "active" | "retired";
            /** Title */
            title: string;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Extension
             * @default null
             */
            extension?: components["schemas"]["Extension"][] | null;
            /** Item */
            item: components["schemas"]["Item"][];
        };
        /**
         * QuestionnaireInput
         * @description A questionnaire as FHIR R4 has it; `edition` is the one that was read (0: a new one).
         */
        QuestionnaireInput: {
            /**
             * Edition
             * @default 0
             */
            edition?: number;
            questionnaire: components["schemas"]["Questionnaire"];
        };
        /**
         * QuestionnaireView
         * @description Everything about one: its draft as FHIR has it and as questions, and its alarm rules.
         */
        QuestionnaireView: {
            document: components["schemas"]["DocumentRow"];
            /**
             * Questionnaire
             * @description FHIR R4 Questionnaire
             */
            questionnaire: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Questions */
            questions: components["schemas"]["QuestionView"][];
            /**
             * Published
             * @description the newest version's, for which alarm rules are written; empty: none
             */
            published: components["schemas"]["QuestionView"][];
            /**
             * Changed
             * @description whether the draft says something else than the newest version
             */
            changed: boolean;
            /** Watched */
            watched: boolean;
            rules: components["schemas"]["RulesView"] | null;
            /** Surveys */
            surveys: components["schemas"]["DocumentRow"][];
        };
        /**
         * RateView
         * @description A part of a whole. No percentage where the whole is nothing.
         */
        RateView: {
            /** Key */
            key: string;
            /** Title */
            title: string;
            /** Means */
            means: string;
            /** Part */
            part: number;
            /** Whole */
            whole: number;
            /** Percent */
            percent: number | null;
        };
        /**
         * RatingInput
         * @description How it was.
         */
        RatingInput: {
            scores: components["schemas"]["ScoresInput"];
            /**
             * Words
             * @default
             */
            words?: string;
            /**
             * Show
             * @description other patients may read the words, never the name
             * @default false
             */
            show?: boolean;
        };
        /**
         * RatingRow
         * @description One rating with words; nobody's name stands there.
         */
        RatingRow: {
            /** Id */
            id: string;
            /** Occasion */
            occasion: string;
            /** Day */
            day: string;
            /** Department */
            department: string;
            /** Doctor */
            doctor: string;
            /** Scores */
            scores: {
                [key: string]: number;
            };
            /** Words */
            words: string;
            showing: components["schemas"]["Showing"];
            /** Answered */
            answered: string;
        };
        /**
         * RatingRows
         * @description Some ratings, and where the next begin (empty: there are none).
         */
        RatingRows: {
            /** Rows */
            rows: components["schemas"]["RatingRow"][];
            /** Next */
            next: string;
        };
        /**
         * RatingState
         * @description Where a rating stands. One whose time is over is simply not taken any more.
         * @enum {string}
         */
        RatingState: "asked" | "answered";
        /**
         * RatingView
         * @description One visit or stay to rate, or rated.
         */
        RatingView: {
            /** Id */
            id: string;
            /** Patient */
            patient: string;
            /** Occasion */
            occasion: string;
            /** Day */
            day: string;
            /** Department */
            department: string;
            /** Doctor */
            doctor: string;
            /** Ends */
            ends: string;
            state: components["schemas"]["RatingState"];
            /** Asked */
            asked: components["schemas"]["About"][];
            /** Scores */
            scores: {
                [key: string]: number;
            };
            /** Words */
            words: string;
            /** May Show */
            may_show: boolean;
        };
        /**
         * RatingsView
         * @description What can be rated now.
         */
        RatingsView: {
            /** Ratings */
            ratings: components["schemas"]["RatingView"][];
        };
        /**
         * ReasonInput
         * @description Why; it stays in the audit log.
         */
        ReasonInput: {
            /** Reason */
            reason: string;
        };
        /**
         * RecipientInput
         * @description Where a parcel goes.
         */
        RecipientInput: {
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Province */
            province: string;
            /** City */
            city: string;
            /**
             * County
             * @default
             */
            county?: string;
            /** Address */
            address: string;
        };
        /**
         * RecordView
         * @description The patient's record as the HIS has it now.
         */
        RecordView: {
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Known */
            known: boolean;
            /** Stays */
            stays: components["schemas"]["chalicelib__followup__tasks__shapes__StayView"][];
        };
        /**
         * RegistrationView
         * @description One registration. Moments are UTC, ISO 8601; `number`, `arrive_from` and `arrive_until` are what to show large.
         */
        RegistrationView: {
            /** Id */
            id: string;
            /** Version */
            version: number;
            /** State */
            state: string;
            /** Words */
            words: string;
            /** Money */
            money: string;
            /** Patient */
            patient: string;
            /** Name */
            name: string | null;
            /** Clinic */
            clinic: string;
            /** Segment */
            segment: string;
            /** Department */
            department: string;
            /** Department Name */
            department_name: string;
            /** Doctor */
            doctor: string;
            /** Doctor Name */
            doctor_name: string;
            /** Kind */
            kind: string;
            /** Campus */
            campus: string;
            /** Campus Name */
            campus_name: string;
            /** Room */
            room: string;
            /** Date */
            date: string;
            /** Half */
            half: string;
            /** Number */
            number: number;
            /** Mark */
            mark: string;
            /** Arrive From */
            arrive_from: string;
            /** Arrive Until */
            arrive_until: string;
            /** Fee */
            fee: number;
            /** Order */
            order: string | null;
            /** Pay Until */
            pay_until: string | null;
            /** Can Cancel */
            can_cancel: boolean;
            /** Can Reschedule */
            can_reschedule: boolean;
            /** Changeable Until */
            changeable_until: string;
            /** Must Decide */
            must_decide: boolean;
            /** Changed */
            changed: string[];
            /** Reason */
            reason: string;
        };
        /**
         * RegistrationsView
         * @description Several, latest visit first.
         */
        RegistrationsView: {
            /** Registrations */
            registrations: components["schemas"]["RegistrationView"][];
        };
        /**
         * RehearsalView
         * @description Whom the draft's rule would enrol; the first fifty of them.
         */
        RehearsalView: {
            /** Fits */
            fits: number;
            /** Enrolled */
            enrolled: number;
            /** Departments */
            departments: components["schemas"]["DepartmentCount"][];
            /** Rows */
            rows: components["schemas"]["FitView"][];
        };
        /**
         * Relation
         * @description What a person is to the account's owner.
         * @enum {string}
         */
        Relation: "self" | "child" | "ward" | "spouse" | "parent" | "relative" | "friend";
        /**
         * ReplyInput
         * @description What I think of the answer; who objects says why.
         */
        ReplyInput: {
            /** Content */
            content: boolean;
            /**
             * Words
             * @default
             */
            words?: string;
        };
        /**
         * ReportView
         * @description The lines; of the month itself the money, the minutes, and bookings by hour of the day.
         */
        ReportView: {
            /** Rows */
            rows: components["schemas"]["FigureRowView"][];
            money: components["schemas"]["FigureMoneyView"];
            saved: components["schemas"]["SavedView"];
            /** Hours */
            hours: number[];
        };
        /**
         * RequestView
         * @description A request for a copy or for deletion.
         */
        RequestView: {
            /** Id */
            id: string;
            kind: components["schemas"]["chalicelib__privacy__models__Kind"];
            /** State */
            state: string;
            /** Asked At */
            asked_at: string;
            /** Done At */
            done_at: string;
            /**
             * Message
             * @default
             */
            message?: string;
        };
        /**
         * ResponsesView
         * @description Anonymous answers of a month in no order, each a FHIR R4 QuestionnaireResponse.
         */
        ResponsesView: {
            /** Responses */
            responses: {
                [key: string]: components["schemas"]["JsonValue"];
            }[];
        };
        /**
         * ResultInput
         * @description What came of it; answers where the task has a questionnaire and the patient was asked.
         */
        ResultInput: {
            outcome: components["schemas"]["Outcome"];
            /** Words */
            words: string;
            /**
             * Answers
             * @default null
             */
            answers?: {
                [key: string]: (string | number)[];
            } | null;
        };
        /**
         * Results
         * @description What wx.requestSubscribeMessage answered, by template id, and the `asked` of the ids that were asked for.
         */
        Results: {
            /**
             * Asked
             * Format: date-time
             */
            asked: string;
            /** Results */
            results: {
                [key: string]: "accept" | "acceptWithAudio" | "acceptWithAlert" | "reject" | "ban" | "filter";
            };
        };
        /**
         * ReturnInput
         * @description What the applicant is to mend.
         */
        ReturnInput: {
            /** Mend */
            mend: components["schemas"]["MendInput"][];
        };
        /**
         * Role
         * @description What somebody may do. Administrators look after the system and touch no business.
         * @enum {string}
         */
        Role: "reviewer" | "second_reviewer" | "store_room" | "copy_desk" | "cashier" | "service" | "feedback" | "editor" | "medical_affairs" | "follow_up" | "follow_up_lead" | "clinician" | "system_admin" | "security_admin" | "audit_admin";
        /**
         * RolesInput
         * @description Exactly these.
         */
        RolesInput: {
            /** Roles */
            roles: components["schemas"]["Role"][];
        };
        /**
         * RowView
         * @description One application in a list.
         */
        RowView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** State */
            state: string;
            /** Words */
            words: string;
            /** Since */
            since: string;
            /** Due */
            due: string;
            /** Overdue */
            overdue: boolean;
            /** Claimed By */
            claimed_by: string;
        };
        /**
         * RowsView
         * @description Rows; `next` leads to those behind, empty when there are none.
         */
        RowsView: {
            /** Rows */
            rows: components["schemas"]["RowView"][];
            /** Next */
            next: string;
        };
        /**
         * Rules
         * @description All rules for one version of a questionnaire.
         */
        Rules: {
            /** Questionnaire Version */
            questionnaire_version: number;
            /** Rules */
            rules: components["schemas"]["chalicelib__followup__questionnaires__rules__Rule"][];
        };
        /**
         * RulesInput
         * @description Alarm rules to be signed; `edition` is the one that was read (0: there were none).
         */
        RulesInput: {
            /** Edition */
            edition: number;
            rules: components["schemas"]["Rules"];
        };
        /**
         * RulesView
         * @description The alarm rules: as written last, and what was signed.
         */
        RulesView: {
            /** Edition */
            edition: number;
            /** By */
            by: string;
            /** At */
            at: string;
            rules: components["schemas"]["Rules"];
            /** Signed */
            signed: components["schemas"]["SignedView"][];
        };
        /**
         * SaidView
         * @description One question and its answers as they were given.
         */
        SaidView: {
            /** Words */
            words: string;
            /** Answers */
            answers: string[];
        };
        /**
         * SavedView
         * @description Minutes that patients were spared; nothing is said while the window's own minutes are not entered.
         */
        SavedView: {
            /** Bookings */
            bookings: number;
            /** Booking Minutes */
            booking_minutes: number | null;
            /** Copies */
            copies: number;
            /** Copies Minutes */
            copies_minutes: number | null;
        };
        /**
         * Scene
         * @description After what.
         * @enum {string}
         */
        Scene: "outpatient" | "inpatient" | "discharged";
        /**
         * ScoreView
         * @description How something was scored: answers, mean stars, percent of four and five stars.
         */
        ScoreView: {
            key: components["schemas"]["Measure"];
            /** Title */
            title: string;
            /** Answers */
            answers: number;
            /** Mean */
            mean: number | null;
            /** Good */
            good: number | null;
        };
        /**
         * ScoresInput
         * @description One to five for each of what is asked; the doctor only where one is named.
         */
        ScoresInput: {
            /** Hospital */
            hospital: number;
            /** Department */
            department: number;
            /** Service */
            service: number;
            /**
             * Doctor
             * @default null
             */
            doctor?: number | null;
        };
        /**
         * SealedInput
         * @description What of a stay is sealed.
         */
        SealedInput: {
            /** Stay */
            stay: string;
            /** Parts */
            parts: string[];
            /** Original */
            original: boolean;
            /**
             * Since
             * Format: date
             */
            since: string;
        };
        /**
         * SealedView
         * @description What is sealed.
         */
        SealedView: {
            /** Stay */
            stay: string;
            /** Parts */
            parts: string[];
            /** Original */
            original: boolean;
            /** Since */
            since: string;
            /** Decided */
            decided: boolean;
        };
        /**
         * SealingInput
         * @description All that is sealed.
         */
        SealingInput: {
            /** Sealed */
            sealed: components["schemas"]["SealedInput"][];
        };
        /**
         * Season
         * @description A season.
         * @enum {string}
         */
        Season: "spring" | "summer" | "autumn" | "winter";
        /**
         * SecrecyInput
         * @description Whether the order holds.
         */
        SecrecyInput: {
            /** Reason */
            reason: string;
            /** Holds */
            holds: boolean;
        };
        /**
         * SeenView
         * @description One alarm in full.
         */
        SeenView: {
            alarm: components["schemas"]["AlarmRow"];
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Title */
            title: string;
            /** Said */
            said: components["schemas"]["SaidView"][];
            advice: components["schemas"]["AdviceView"] | null;
            /**
             * Response
             * @description FHIR R4 QuestionnaireResponse
             */
            response: {
                [key: string]: components["schemas"]["JsonValue"];
            };
        };
        /**
         * SegmentView
         * @description Up to half an hour of a clinic; times on the hospital's clock.
         */
        SegmentView: {
            /** Id */
            id: string;
            /** Start */
            start: string;
            /** End */
            end: string;
            /** Free */
            free: number;
            /** Open */
            open: boolean;
        };
        /**
         * SentView
         * @description A code is on its way to that phone.
         */
        SentView: {
            /** Phone */
            phone: string;
        };
        /**
         * SessionView
         * @description A session: send `Authorization: Bearer <token>`; sign in again a minute before it ends, by the server's clock.
         */
        SessionView: {
            /** Token */
            token: string;
            /** Ends */
            ends: string;
            /** Server Time */
            server_time: string;
            /** Account */
            account: string;
        };
        /**
         * Severity
         * @description How ill somebody is.
         * @enum {string}
         */
        Severity: "mild" | "moderate" | "severe" | "critical";
        /**
         * Showing
         * @description Whether others may read the words of a rating.
         * @enum {string}
         */
        Showing: "kept" | "checking" | "to_decide" | "shown" | "withheld";
        /**
         * ShowingInput
         * @description Whether others may read it.
         */
        ShowingInput: {
            /** Show */
            show: boolean;
        };
        /**
         * ShownView
         * @description Words that others may read: of which month, how many stars for the department; never whose.
         */
        ShownView: {
            /** Month */
            month: string;
            /** Stars */
            stars: number;
            /** Words */
            words: string;
        };
        /**
         * ShownsView
         * @description The latest.
         */
        ShownsView: {
            /** Ratings */
            ratings: components["schemas"]["ShownView"][];
        };
        /**
         * Side
         * @description The photographs that are asked for.
         * @enum {string}
         */
        Side: "id_front" | "id_back" | "handheld";
        /**
         * SightView
         * @description One watermarked page: JPEG in base64.
         */
        SightView: {
            /** Image */
            image: string;
            /** Page */
            page: number;
            /** Pages */
            pages: number;
        };
        /**
         * SignatureInput
         * @description I have read these very rules (this edition) and sign them.
         */
        SignatureInput: {
            /** Edition */
            edition: number;
        };
        /**
         * SignedView
         * @description A signed version of alarm rules.
         */
        SignedView: {
            /** Version */
            version: number;
            /** Questionnaire Version */
            questionnaire_version: number;
            /** Written By */
            written_by: string;
            /** Signed By */
            signed_by: string;
            /** At */
            at: string;
        };
        /**
         * SlotView
         * @description One paper. Opened by POST …/papers/{paper}/look.
         */
        SlotView: {
            /** Slot */
            slot: string;
            /** Paper */
            paper: string;
            /** Words */
            words: string;
            /** State */
            state: string;
            /** Problem */
            problem: string;
            /** Pages */
            pages: number;
        };
        /**
         * StaffSessionView
         * @description A session: send `Authorization: Bearer <token>`; renew before `token_ends` while somebody works, by the server's clock.
         */
        StaffSessionView: {
            /** Token */
            token: string;
            /** Token Ends */
            token_ends: string;
            /** Ends */
            ends: string;
            /** Idle Minutes */
            idle_minutes: number;
            /** Server Time */
            server_time: string;
            /** Staff */
            staff: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
            /** Department */
            department: string;
        };
        /**
         * StarsInput
         * @description How it was.
         */
        StarsInput: {
            /** Stars */
            stars: number;
        };
        /**
         * State
         * @description What a member of staff may do here.
         * @enum {string}
         */
        "State-Input": "proposed" | "active" | "locked" | "left";
        /**
         * StateInput
         * @description Where to.
         */
        StateInput: {
            /** Reason */
            reason: string;
            state: components["schemas"]["State-Input"];
        };
        /**
         * StatisticView
         * @description One state: how long it usually takes.
         */
        StatisticView: {
            /** State */
            state: string;
            /** Words */
            words: string;
            /** Usual */
            usual: string;
            /** Minutes */
            minutes: number;
        };
        /**
         * StatisticsView
         * @description How the room does.
         */
        StatisticsView: {
            /** Steps */
            steps: components["schemas"]["StatisticView"][];
            /** Ratings */
            ratings: number;
            /** Stars */
            stars: number;
            /** By Stars */
            by_stars: number[];
        };
        /**
         * StayInput
         * @description A stay, and why.
         */
        StayInput: {
            /** Reason */
            reason: string;
            /** Stay */
            stay: string;
        };
        /**
         * StayRow
         * @description A stay with what is known of its record.
         */
        StayRow: {
            /** Id */
            id: string;
            /** Words */
            words: string;
            /** Number */
            number: string;
            /** Stands */
            stands: string;
            /** Rest */
            rest: boolean;
            /** Fetched */
            fetched: string;
            /** Owner */
            owner: string;
            /** Until */
            until: string;
            /** Pages */
            pages: number;
        };
        /**
         * StaysInput
         * @description All stays of the application.
         */
        StaysInput: {
            /**
             * Picked
             * @default []
             */
            picked?: components["schemas"]["PickedStay"][];
            /**
             * Typed
             * @default []
             */
            typed?: components["schemas"]["TypedInput"][];
        };
        /**
         * StaysView
         * @description Stays to choose from.
         */
        StaysView: {
            /** Stays */
            stays: components["schemas"]["chalicelib__copies__shapes__StayView"][];
        };
        /**
         * Step
         * @description One thing done on one day.
         */
        Step: {
            /** Id */
            id: string;
            /**
             * Day
             * @description days after the visit, the admission or the discharge
             */
            day: number;
            kind: components["schemas"]["StepKind"];
            /**
             * Questionnaire
             * @default
             */
            questionnaire?: string;
            /**
             * Questionnaire Version
             * @description 0: the newest when the plan is published
             * @default 0
             */
            questionnaire_version?: number;
            /**
             * Call If Unanswered
             * @description an expired questionnaire becomes a task to call
             * @default false
             */
            call_if_unanswered?: boolean;
            /**
             * Article
             * @default
             */
            article?: string;
            /**
             * Title
             * @description of the article, or of the task
             * @default
             */
            title?: string;
            /**
             * Words
             * @description of a reminder: what for; of a task: what to do
             * @default
             */
            words?: string;
            /** @default phone */
            way?: components["schemas"]["Way"];
            /**
             * To
             * @default department
             * @enum {string}
             */
            to?: "department" | "centre";
        };
        /**
         * StepKind
         * @description What is done.
         * @enum {string}
         */
        StepKind: "questionnaire" | "article" | "revisit" | "task";
        /**
         * StepRow
         * @description One step of the history, with who did it.
         */
        StepRow: {
            /** At */
            at: string;
            /** State */
            state: string;
            /** Fact */
            fact: string;
            /** By */
            by: string;
            /** Note */
            note: string;
        };
        /**
         * SubscriptionsView
         * @description The ids for wx.requestSubscribeMessage; `asked` goes back with its results. No ids: nothing to ask on this tap.
         */
        SubscriptionsView: {
            /** Templates */
            templates: string[];
            /**
             * Asked
             * Format: date-time
             */
            asked: string;
        };
        /**
         * SummaryView
         * @description One line of the list.
         */
        SummaryView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** State */
            state: string;
            /** Words */
            words: string;
            /** Began */
            began: string;
            /** Name */
            name: string;
            /** Who */
            who: string;
            /** Due */
            due: string;
            /** Can */
            can: string[];
        };
        /**
         * SurveyInput
         * @description An anonymous survey; `department` is whose ward phone is told with advice, empty: the hospital's.
         */
        SurveyInput: {
            /** Title */
            title: string;
            /**
             * Department
             * @default
             */
            department?: string;
        };
        /**
         * SurveyView
         * @description What a code opens. `state` of a patient's own; an anonymous one is always open.
         */
        SurveyView: {
            /** Title */
            title: string;
            /** Description */
            description: string;
            /** Anonymous */
            anonymous: boolean;
            state: components["schemas"]["AskState"];
            /** Words */
            words: string;
            /** Questions */
            questions: components["schemas"]["QuestionView"][];
        };
        /**
         * TagsInput
         * @description By what it is found.
         */
        TagsInput: {
            /**
             * Diagnosis
             * @default []
             */
            diagnosis?: string[];
            /**
             * Test
             * @default []
             */
            test?: string[];
            /**
             * Drug
             * @default []
             */
            drug?: string[];
            /**
             * Season
             * @default []
             */
            season?: ("spring" | "summer" | "autumn" | "winter")[];
            /**
             * Department
             * @default []
             */
            department?: string[];
            /**
             * Guide
             * @default []
             */
            guide?: string[];
        };
        /**
         * TalkView
         * @description One conversation, from a line on.
         */
        TalkView: {
            /** Id */
            id: string;
            state: components["schemas"]["ChatState"];
            /** Patient */
            patient: string;
            /**
             * Staff
             * @description who has it; empty: nobody
             */
            staff: string;
            /** Mine */
            mine: boolean;
            /** Lines */
            lines: components["schemas"]["ChatDeskLineView"][];
        };
        /**
         * TariffView
         * @description The public tariff, in fen.
         */
        TariffView: {
            /** Version */
            version: number;
            /** Basis */
            basis: string;
            /** Page */
            page: number;
            /** Minimum */
            minimum: number;
            /** Certification */
            certification: number;
            /** Electronic */
            electronic: number;
            /** Postage */
            postage: {
                [key: string]: number;
            };
            /** Prepay */
            prepay: number;
            /** Free For */
            free_for: string[];
        };
        /**
         * TaskInput
         * @description What it shall be.
         */
        TaskInput: {
            /** Words */
            words: string;
            way: components["schemas"]["Way"];
            /**
             * Due
             * Format: date-time
             */
            due: string;
            /** Vip */
            vip: boolean;
        };
        /**
         * TaskRow
         * @description One task in a list; the name is masked.
         */
        TaskRow: {
            /** Id */
            id: string;
            state: components["schemas"]["TaskState"];
            /** Words */
            words: string;
            /** Name */
            name: string;
            /** Group */
            group: string;
            /** Department */
            department: string;
            /** Department Name */
            department_name: string;
            way: components["schemas"]["Way"];
            /** Way Words */
            way_words: string;
            /** What */
            what: string;
            /** Due */
            due: string;
            /** Overdue */
            overdue: boolean;
            /** Vip */
            vip: boolean;
            /** Assigned */
            assigned: string;
            /** Claimed By */
            claimed_by: string;
            /** Mine */
            mine: boolean;
        };
        /**
         * TaskState
         * @description Where a task for people stands.
         * @enum {string}
         */
        TaskState: "open" | "claimed" | "done" | "interrupted" | "deleted" | "dropped";
        /**
         * TaskView
         * @description One task in full; the result only for whoever may see the group.
         */
        TaskView: {
            task: components["schemas"]["TaskRow"];
            outcome: components["schemas"]["Outcome"] | null;
            /** Outcome Words */
            outcome_words: string;
            /** Result */
            result: string;
            /** Instead Of */
            instead_of: string;
            /** Questions */
            questions: components["schemas"]["QuestionView"][];
            /** Ask */
            ask: string;
            /** Said */
            said: components["schemas"]["SaidView"][];
            /** May Send */
            may_send: boolean;
        };
        /**
         * TasksView
         * @description Some of a list; `next` is where the next begin, empty when there are none.
         */
        TasksView: {
            /** Tasks */
            tasks: components["schemas"]["TaskRow"][];
            /** Next */
            next: string;
        };
        /**
         * TemplateView
         * @description One kind of message by WeChat.
         */
        TemplateView: {
            /** Id */
            id: string;
            kind: components["schemas"]["chalicelib__messages__kinds__Kind"];
            /** Title */
            title: string;
            /** Long Term */
            long_term: boolean;
            /** Left */
            left: number;
            /** Off */
            off: boolean;
        };
        /**
         * TemplatesView
         * @description Every kind that this hospital sends by WeChat, and when the ids were given out.
         */
        TemplatesView: {
            /** Templates */
            templates: components["schemas"]["TemplateView"][];
            /**
             * Asked
             * Format: date-time
             */
            asked: string;
        };
        /**
         * TextView
         * @description 授权委托书 to be printed and signed in ink.
         */
        TextView: {
            /** Text */
            text: string;
        };
        /**
         * ThanksView
         * @description Taken.
         */
        ThanksView: {
            /** Words */
            words: string;
            /** Anonymous */
            anonymous: boolean;
            advice: components["schemas"]["AdviceView"] | null;
        };
        /**
         * TheirsView
         * @description One patient's.
         */
        TheirsView: {
            /** Patient */
            patient: string;
            /** Wanted */
            wanted: boolean;
            /** Asks */
            asks: components["schemas"]["AskRow"][];
        };
        /**
         * TicketView
         * @description What the second step wants. `enrol` is an otpauth URI to show as a QR code, when no authenticator is enrolled yet.
         */
        TicketView: {
            /** Ticket */
            ticket: string;
            /** Ends */
            ends: string;
            /** Enrol */
            enrol: string | null;
            /** New Password */
            new_password: boolean;
        };
        /**
         * TillRow
         * @description One counter's bill that is to be paid, or of which something is to be given back, in fen.
         */
        TillRow: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            /** Words */
            words: string;
            /** What */
            what: string;
            /** Opened */
            opened: string;
            /** Take */
            take: number;
            /** Give Back */
            give_back: number;
        };
        /**
         * TillView
         * @description What waits at the till.
         */
        TillView: {
            /** Rows */
            rows: components["schemas"]["TillRow"][];
        };
        /**
         * TimeInput
         * @description A half hour of a pick-up place.
         */
        TimeInput: {
            /** Place */
            place: string;
            /** Half Hour */
            half_hour: string;
        };
        /**
         * TryView
         * @description One recipient by one channel.
         */
        TryView: {
            /** Recipient */
            recipient: string;
            channel: components["schemas"]["Channel"];
            /** Channel Words */
            channel_words: string;
            state: components["schemas"]["chalicelib__messages__models__State"];
            /** State Words */
            state_words: string;
            /** Why */
            why: string;
            /** Told Within */
            told_within: string | null;
            /** Steps */
            steps: components["schemas"]["chalicelib__messages__desk_views__StepView"][];
        };
        /**
         * TypedInput
         * @description A stay as the applicant remembers it; `began` is an ISO day.
         */
        TypedInput: {
            /**
             * Number
             * @default
             */
            number?: string;
            /**
             * Inpatient
             * @default true
             */
            inpatient?: boolean;
            /**
             * Department Name
             * @default
             */
            department_name?: string;
            /** Began */
            began: string;
            /**
             * Take
             * @default whole
             * @enum {string}
             */
            take?: "whole" | "finished_now";
        };
        /**
         * UploadView
         * @description Where to post a file: all fields first, the file last, named `file`.
         */
        UploadView: {
            /** Url */
            url: string;
            /** Fields */
            fields: {
                [key: string]: string;
            };
            /** Until */
            until: string;
            /** Largest */
            largest: number;
        };
        /**
         * VersionView
         * @description The number of what was published or signed.
         */
        VersionView: {
            /** Version */
            version: number;
        };
        /**
         * WantedInput
         * @description Yes or no.
         */
        WantedInput: {
            /** Wanted */
            wanted: boolean;
        };
        /**
         * WantedPaper
         * @description One kind of paper, and how many files of it are asked for at least.
         */
        WantedPaper: {
            /** Code */
            code: string;
            /** Words */
            words: string;
            /** Files */
            files: number;
        };
        /**
         * WantedView
         * @description One thing to be shown at the counter, by one of the alternatives.
         */
        WantedView: {
            /** Any Of */
            any_of: components["schemas"]["WantedPaper"][][];
            /** Met */
            met: boolean;
        };
        /**
         * Way
         * @description How people follow up.
         * @enum {string}
         */
        Way: "phone" | "message" | "sms" | "email" | "visit";
        /**
         * WaybillInput
         * @description A waybill as typed or scanned.
         */
        WaybillInput: {
            /** Carrier */
            carrier: string;
            /** Waybill */
            waybill: string;
        };
        /**
         * What
         * @description What went wrong.
         * @enum {string}
         */
        What: "wrong_patient" | "missing_page" | "unreadable" | "not_stamped" | "lost" | "other";
        /**
         * WhenView
         * @description A question is put when the answer to an earlier one compares so; `exists` compares with `true` or `false`.
         */
        WhenView: {
            /** Question */
            question: string;
            /** Operator */
            operator: string;
            /** Value */
            value: string;
        };
        /**
         * WhichInput
         * @description Which confirmation.
         */
        WhichInput: {
            /**
             * Which
             * @enum {string}
             */
            which: "reserved_phone" | "own_phone";
        };
        /**
         * WhoInput
         * @description Who applies, for whom: a bound patient, or one who is typed.
         */
        WhoInput: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "patient" | "agent" | "parent" | "parents_agent" | "guardian" | "relative" | "heir" | "heirs_agent" | "insurer" | "public_body";
            /**
             * Patient
             * @default null
             */
            patient?: string | null;
            /** @default null */
            subject?: components["schemas"]["PersonInput"] | null;
            /** @default null */
            applicant?: components["schemas"]["ApplicantInput"] | null;
            /**
             * Dead
             * @default false
             */
            dead?: boolean;
        };
        /**
         * WholeView
         * @description Whether that day's chains are whole; what is wrong, in words.
         */
        WholeView: {
            /** Whole */
            whole: boolean;
            /** Chains */
            chains: number;
            /** Problems */
            problems: string[];
        };
        /**
         * WhyInput
         * @description Why, in words.
         */
        WhyInput: {
            /** Reason */
            reason: string;
        };
        /**
         * WishInput
         * @description For whom, with which of the patient's cards, paid where.
         */
        WishInput: {
            /** Patient */
            patient: string;
            /**
             * Card
             * @default null
             */
            card?: string | null;
            /**
             * Pay
             * @default online
             * @enum {string}
             */
            pay?: "online" | "hospital";
        };
        /**
         * WordsInput
         * @description In words.
         */
        WordsInput: {
            /** Words */
            words: string;
        };
        /**
         * WorkbookView
         * @description An Excel workbook, its content in base64.
         */
        WorkbookView: {
            /** Name */
            name: string;
            /** Content */
            content: string;
        };
        /**
         * YesInput
         * @description The patient's yes: the code, and the signature as strokes of points [x, y].
         */
        YesInput: {
            /** Code */
            code: string;
            /** Strokes */
            strokes: number[][][];
        };
        /**
         * SignIn
         * @description A wx.login code.
         */
        chalicelib__accounts__views__SignIn: {
            /** Code */
            code: string;
        };
        /**
         * State
         * @description What a person is in our index.
         * @enum {string}
         */
        chalicelib__cards__models__State: "active" | "dead" | "merged";
        /**
         * State
         * @description Where a change stands.
         * @enum {string}
         */
        chalicelib__cards__newphone__models__State: "awaiting_code" | "awaiting_papers" | "submitted" | "in_review" | "approved" | "done" | "refused" | "at_window" | "withdrawn" | "lapsed";
        /**
         * CodeInput
         * @description The six digits.
         */
        chalicelib__cards__views__CodeInput: {
            /** Code */
            code: string;
        };
        /**
         * CodeView
         * @description The electronic card: draw `text` in that form; ask again before `ends`.
         */
        chalicelib__cards__views__CodeView: {
            /** Content */
            content: string;
            /** Form */
            form: string;
            /** Text */
            text: string;
            /** Ends */
            ends: string | null;
        };
        /**
         * CodeInput
         * @description The code that came.
         */
        chalicelib__copies__inputs__CodeInput: {
            /**
             * Which
             * @enum {string}
             */
            which: "reserved_phone" | "own_phone";
            /** Code */
            code: string;
        };
        /**
         * KindView
         * @description A kind of applicant, and what it must show.
         */
        chalicelib__copies__shapes__KindView: {
            /** Code */
            code: string;
            /** Words */
            words: string;
            /** Online */
            online: boolean;
            /** Needs */
            needs: components["schemas"]["NeedView"][];
            /** Confirm */
            confirm: string[];
            /** Second */
            second: boolean;
        };
        /**
         * PriceView
         * @description What a round costs, in fen.
         */
        chalicelib__copies__shapes__PriceView: {
            /** Pages */
            pages: number;
            /** Copies */
            copies: number;
            /** Copying */
            copying: number;
            /** Certification */
            certification: number;
            /** Postage */
            postage: number;
            /** Free */
            free: string;
            /** Total */
            total: number;
        };
        /**
         * StayView
         * @description A stay or visit. `number` is masked.
         */
        chalicelib__copies__shapes__StayView: {
            /** Id */
            id: string;
            /** Number */
            number: string;
            /** Inpatient */
            inpatient: boolean;
            /** Department Name */
            department_name: string;
            /** Began */
            began: string;
            /** Ended */
            ended: string;
            /** Stands */
            stands: string;
            /** Whole From */
            whole_from: string;
            /** Take */
            take: string;
            /** Rest */
            rest: boolean;
        };
        /**
         * StepView
         * @description One step of the way so far.
         */
        chalicelib__copies__shapes__StepView: {
            /** At */
            at: string;
            /** Words */
            words: string;
            /** Note */
            note: string;
        };
        /**
         * PriceView
         * @description An entry of the price list.
         */
        chalicelib__directory__views__PriceView: {
            /** Id */
            id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Drug */
            drug: boolean;
            /** Specification */
            specification: string;
            /** Unit */
            unit: string;
            /** Amount */
            amount: number;
        };
        /**
         * CodeView
         * @description What a QR code holds: the token, told this once, and the mini program's page that takes it as `scene`.
         */
        chalicelib__followup__desk_shapes__CodeView: {
            /** Token */
            token: string | null;
            /** Page */
            page: string;
        };
        /**
         * Rule
         * @description Whom the plan enrols: after which scene, and of each list any one (an empty list: all).
         */
        chalicelib__followup__plans__shapes__Rule: {
            scene: components["schemas"]["Scene"];
            /**
             * Icd
             * @description beginnings of ICD-10 codes: `I21`, `S72.0`
             * @default []
             */
            icd?: string[];
            /**
             * Departments
             * @default []
             */
            departments?: string[];
            /**
             * Wards
             * @description parts of the ward's name
             * @default []
             */
            wards?: string[];
            /**
             * Severity
             * @default []
             */
            severity?: components["schemas"]["Severity"][];
        };
        /**
         * Kind
         * @description What a question asks for.
         * @enum {string}
         */
        chalicelib__followup__questionnaires__reading__Kind: "choice" | "multiple" | "scale" | "number" | "text" | "date" | "words";
        /**
         * Rule
         * @description All conditions hold (or the score is that high): what staff read, and what the patient is advised.
         */
        chalicelib__followup__questionnaires__rules__Rule: {
            /** Id */
            id: string;
            /** Words */
            words: string;
            /**
             * When
             * @default []
             */
            when?: components["schemas"]["Condition"][];
            /**
             * Score From
             * @default null
             */
            score_from?: number | null;
            /** Advice */
            advice: string;
            turn_to: components["schemas"]["Help"];
        };
        /**
         * CallState
         * @description Where a call stands.
         * @enum {string}
         */
        chalicelib__followup__states__CallState: "dialling" | "unknown" | "answered" | "not_answered" | "failed";
        /**
         * CallView
         * @description One call.
         */
        chalicelib__followup__tasks__shapes__CallView: {
            /** Id */
            id: string;
            state: components["schemas"]["chalicelib__followup__states__CallState"];
            /** Words */
            words: string;
            /** Began */
            began: string;
            /** Seconds */
            seconds: number;
            /** Recording */
            recording: string;
        };
        /**
         * StayView
         * @description A stay or visit of the HIS.
         */
        chalicelib__followup__tasks__shapes__StayView: {
            /** Inpatient */
            inpatient: boolean;
            /** Finished */
            finished: boolean;
            /** Department */
            department: string;
            /** Doctor */
            doctor: string;
            /** Ward */
            ward: string;
            /**
             * Began
             * Format: date-time
             */
            began: string;
            /** Ended */
            ended: string | null;
            /** Diagnoses */
            diagnoses: components["schemas"]["DiagnosisView"][];
        };
        /**
         * CallView
         * @description Somebody to be rung; `name` masked.
         */
        chalicelib__messages__desk_views__CallView: {
            /** Id */
            id: string;
            kind: components["schemas"]["chalicelib__messages__kinds__Kind"];
            /** Title */
            title: string;
            /** Name */
            name: string;
            /** Why */
            why: string;
            state: components["schemas"]["chalicelib__messages__models__CallState"];
            /** State Words */
            state_words: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Worth Until
             * Format: date-time
             */
            worth_until: string;
            /**
             * Owner
             * @description the name of whoever has it; empty: nobody
             */
            owner: string;
            /** Mine */
            mine: boolean;
            /** Result */
            result: string | null;
        };
        /**
         * KindView
         * @description How one kind of message is told here.
         */
        chalicelib__messages__desk_views__KindView: {
            kind: components["schemas"]["chalicelib__messages__kinds__Kind"];
            /** Title */
            title: string;
            /** Template */
            template: string | null;
            /** Long Term */
            long_term: boolean;
            /** Urgent */
            urgent: boolean;
            /** Ladder */
            ladder: components["schemas"]["Channel"][];
            /** Fields */
            fields: components["schemas"]["FieldView"][];
        };
        /**
         * StepView
         * @description What happened at which moment.
         */
        chalicelib__messages__desk_views__StepView: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** State */
            state: string;
            /** Why */
            why: string;
        };
        /**
         * Kind
         * @description One kind of news; a journey names it, templates.py says how it reads.
         * @enum {string}
         */
        chalicelib__messages__kinds__Kind: "booked" | "reminder" | "stopped" | "replaced" | "cancelled" | "refunded" | "pay_due" | "refused" | "copy_sent_back" | "copy_priced" | "copy_time_proposed" | "copy_ready" | "copy_shipped" | "copy_refused" | "copy_done" | "copy_recalled" | "questionnaire" | "revisit" | "follow_up" | "alarm_advice" | "article" | "greeting" | "visit_rating" | "feedback_answered" | "chat_answered";
        /**
         * CallState
         * @description How far a call is.
         * @enum {string}
         */
        chalicelib__messages__models__CallState: "open" | "claimed" | "done" | "read";
        /**
         * State
         * @description How far one attempt is.
         * @enum {string}
         */
        chalicelib__messages__models__State: "waiting" | "sending" | "sent" | "delivered" | "refused" | "fallen_back" | "merged" | "dropped" | "unknown";
        /**
         * Kind
         * @description What was asked for.
         * @enum {string}
         */
        chalicelib__privacy__models__Kind: "copy" | "deletion";
        /**
         * State
         * @description What a member of staff may do here.
         * @enum {string}
         */
        chalicelib__staff__models__State: "proposed" | "active" | "locked" | "left";
        /**
         * SignIn
         * @description The first step.
         */
        chalicelib__staff__views__SignIn: {
            /** Number */
            number: string;
            /** Password */
            password: string;
        };
        /**
         * Which
         * @description Which of a group's tasks.
         * @enum {string}
         */
        Which: "overdue" | "today" | "coming" | "done";
        /**
         * Kind
         * @description One kind of news; a journey names it, templates.py says how it reads.
         * @enum {string}
         */
        Kind: "booked" | "reminder" | "stopped" | "replaced" | "cancelled" | "refunded" | "pay_due" | "refused" | "copy_sent_back" | "copy_priced" | "copy_time_proposed" | "copy_ready" | "copy_shipped" | "copy_refused" | "copy_done" | "copy_recalled" | "questionnaire" | "revisit" | "follow_up" | "alarm_advice" | "article" | "greeting" | "visit_rating" | "feedback_answered" | "chat_answered";
        /**
         * State
         * @description What a member of staff may do here.
         * @enum {string}
         */
        State: "proposed" | "active" | "locked" | "left";
        /**
         * Journey
         * @description What the patient is about to do with this tap.
         * @enum {string}
         */
        Journey: "book" | "pay" | "remind" | "cancel" | "change" | "copy" | "copy_pay" | "copy_time" | "follow_up" | "read" | "rate" | "chat";
        /**
         * Period
         * @description How far back; what is still to come is always shown.
         * @enum {string}
         */
        Period: "week" | "month" | "quarter";
        Problem: {
            status: number;
            /** @description for programs; stable */
            code: string;
            /** @description for the patient, in Simplified Chinese */
            message: string;
            request_id: string;
            fields?: {
                field?: string;
                problem: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_articles: {
        parameters: {
            query?: {
                tag?: ("diagnosis" | "test" | "drug" | "season" | "department" | "guide") | null;
                value?: string;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleRowsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_articles_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_authorisations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_authorisations_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_authorisations_ticket_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_authorisations_ticket_no: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_authorisations_ticket_yes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["YesInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_bindings: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BindingView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_bindings_binding_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                binding: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BindingView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_bindings_binding_confirmation: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                binding: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["chalicelib__cards__views__CodeInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat: {
        parameters: {
            query: {
                after?: number;
                campus: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MyLineInput"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_clinics_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_clinics_clinic_segments_segment_registrations: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                clinic: string;
                segment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WishInput"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Beginning"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_options: {
        parameters: {
            query: {
                campus: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptionsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_tariff: {
        parameters: {
            query: {
                campus: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TariffView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_copies_application_applicant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhoInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_authorisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TextView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_authorisation: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_copies_application_authorisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_codes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhichInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_collector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickUpCodeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_copies_application_collector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_confirmations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["chalicelib__copies__inputs__CodeInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_copies_application_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliveryInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_electronic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ElectronicsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_electronic_round: {
        parameters: {
            query?: {
                part?: number;
            };
            header?: never;
            path: {
                application: string;
                round_: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ElectronicFileView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_electronic_round__pages_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
                round_: string;
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ElectronicPageView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_invoices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyInvoicesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_invoices_nth_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
                nth: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_papers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_copies_application_papers_kind_nth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
                kind: string;
                nth: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_parcel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelWayView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_copies_application_parts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartsInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_pick_up_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickUpCodeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_copies_application_purpose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PurposeInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_copies_application_rating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StarsInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_reopening: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_restart: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_stays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaysView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_copies_application_stays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaysInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_submission: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_time_acceptance: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_time_proposal: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimeInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_copies_application_times: {
        parameters: {
            query?: {
                place?: string;
            };
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreeHalvesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_copies_application_withdrawal: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_departments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_departments_department: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                department: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentPageView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_departments_department_clinics: {
        parameters: {
            query: {
                day: string;
            };
            header?: never;
            path: {
                department: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_departments_department_ratings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                department: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_doctors: {
        parameters: {
            query?: {
                department?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_doctors_doctor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_express_sf_pushes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as it is */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    get_feedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_feedback: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MyWordsInput"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_feedback_case: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_feedback_case_reply: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_follow_up_calls_pushes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as it is */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    get_follow_ups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_follow_ups_ask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ask: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_follow_ups_ask_answers: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                ask: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswersInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnsweredView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hospital: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HospitalView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_issues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_issues_week: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                week: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleRowsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoicesInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChoicesInput"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_addresses_address: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressInput"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_me_addresses_address: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_me_addresses_address: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_me_consents_purpose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purpose: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Consenting"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_me_consents_purpose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purpose: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_copies: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_copies_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_copies_request_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CopyView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_deletion: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Deletion"];
            };
        };
        responses: {
            /** @description done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_education: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EducationChoiceView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_me_education: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EducationChoiceInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EducationChoiceView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_looks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LooksView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_offers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleRowsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_phone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneCode"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_subscriptions: {
        parameters: {
            query: {
                journey: components["schemas"]["Journey"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_subscriptions: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Results"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_templates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_messages: {
        parameters: {
            query?: {
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_messages_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_notices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_orders_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_orders_order_prepay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayParametersView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_patients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_patients: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_patients_patient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_patients_patient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_patients_patient_cards_card_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
                card: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["chalicelib__cards__views__CodeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_patients_patient_default_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardInput"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_patients_patient_follow_up: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoiceInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_patients_patient_messages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WantedInput"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_patients_patient_proxies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProxiesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_patients_patient_proxies_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LevelsInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelsInput"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_patients_patient_proxies_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient: string;
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_payments: {
        parameters: {
            query?: {
                period?: components["schemas"]["Period"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_phone_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_phone_changes: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_phone_changes_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_phone_changes_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_phone_changes_change_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_phone_changes_change_confirmation: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["chalicelib__cards__views__CodeInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_phone_changes_change_papers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhotographInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotographFormView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_prices: {
        parameters: {
            query?: {
                q?: string;
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricesView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proxies_ticket_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as it is */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    post_proxies_ticket_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as it is */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    get_ratings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ratings_rating_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rating_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_ratings_rating_id: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                rating_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_registrations: {
        parameters: {
            query?: {
                period?: components["schemas"]["Period"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationsView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_registrations_registration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                registration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_registrations_registration_cancellation: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                registration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_registrations_registration_keep: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                registration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_registrations_registration_refund: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                registration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_registrations_registration_reschedule: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                registration: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlace"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_search: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["chalicelib__accounts__views__SignIn"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_surveys_survey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_surveys_survey_answers_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey: string;
                answer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswersInput"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThanksView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_verify_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenuineView"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_wechat_push: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as it is */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    post_wechat_push: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as it is */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    post_wechatpay_notices_merchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as it is */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
}
