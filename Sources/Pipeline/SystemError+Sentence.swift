// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

extension SystemError {
  /// Why a user's file cannot be read, and what to do, without the file's name.
  var readingSentence: String {
    if isMissing { return "is not there any more; copy it again, or try again" }
    if isPermission { return "may not be read (\(reason)); check its permissions" }
    if isStorageFailure { return "cannot be read (\(reason)); check the disk or the share" }
    return "cannot be read (\(reason)); check that it is a file, and its permissions"
  }
}
