import type { WrittenTexts } from "./action-text.ts";

/** Users: making, changing and deleting them. */
export const userTexts: WrittenTexts = {
  CreateUser: {
    does: "[api] Creates an IAM user, optionally with a path, a permissions boundary and tags. The user has neither credentials nor permissions yet.",
    matters:
      "[practices] Users live on until somebody deletes them and carry long-term credentials, which is why AWS advises federation and roles for people.",
    benign:
      "[reason] Some products ask for a user of their own, for instance to send mail or to reach a bucket. Then name, tags and a narrow policy fit together and a ticket exists.",
    consequences: [
      "[T1136.003] With an access key or a password added in the next minutes, an intruder has an account of his own that outlives the hole he came through.",
      "[reason] A name that resembles those in use, such as one of a backup service, is easily overlooked in reviews.",
      "[reason] Each user is one more identity outside single sign-on, without its joiner and leaver process.",
    ],
    technique: {
      "T1136.003": "The call creates a cloud account for persistence.",
    },
    caveats: [
      "[api] Key, password, groups and policies come in calls of their own; look at what follows under the same userName.",
      "[samples] The response holds the ARN and the unique id (AIDA…), by which the user can be followed after a renaming.",
      "[api] An existing name gives EntityAlreadyExistsException, by which guessing of names shows.",
    ],
  },
  UpdateUser: {
    does: "[api] Changes the name or the path of a user. Its unique id, credentials, groups and policies stay.",
    matters:
      "[rename] Policies that match users by name or path may stop to hold for this one, or begin to.",
    benign: "[reason] A change of surname or an order of paths; it happens a few times a year.",
    consequences: [
      "[rename] Documents that name the old ARN under Resource are not adjusted and no longer match.",
      "[T1098] A user renamed into a protected path can gain what policies allow for that path.",
      "[reason] Searches for the old name miss what the user does from now on.",
      "[reason] A name freed by renaming can be given to a new user, whom documents written for the old one then fit.",
    ],
    technique: {
      T1098: "The identity is altered so that rules written for its name miss it.",
    },
    caveats: [
      "[api] Both names are in the request, as userName and newUserName; later events carry only the new one.",
    ],
  },
  DeleteUser: {
    does: "[api] Deletes a user that has no credentials, policies and groups left. The console takes those off first, by calls of their own.",
    matters:
      "[T1531] An identity is lost for good, with all credentials, and what was bound to its unique id does not come back.",
    benign:
      "[reason] A leaver or a retired application. The removal of keys, password and groups by the same caller just before is how the console does it.",
    consequences: [
      "[identifiers] A user made again under the name has another unique id, and policies that named the old one as principal do not match it.",
      "[T1531] People and applications that used the identity are locked out.",
      "[reason] An intruder who deletes the user that he made removes the most visible trace of it.",
    ],
    technique: {
      T1531: "The account is deleted, and its owner can no longer use it.",
    },
    caveats: [
      "[api] The record names the user only; IAM refuses with DeleteConflictException while anything remains, so the events just before name what was taken away.",
      "[reason] The log keeps what the user did; search it by the unique id as well as by the name.",
    ],
  },
};
