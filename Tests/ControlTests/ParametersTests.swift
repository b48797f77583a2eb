// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Control

struct ParametersTests {
  @Test func `what is missing is missing only to who needs it`() throws {
    let parameters = try Parameters(of: Data(#"{"parameters":{"folder":"/a"}}"#.utf8))
    #expect(try parameters.required(parameters.folder, "folder") == "/a")
    #expect(throws: CallError.invalidParameter("path")) {
      try parameters.required(parameters.path, "path")
    }
  }

  @Test(arguments: ["path", "folder", "immediate", "seconds", "interface"])
  func `a value of another type is told by its name`(name: String) {
    let text = "{\"parameters\":{\"\(name)\":{}}}"
    #expect(throws: CallError.invalidParameter(name)) { try Parameters(of: Data(text.utf8)) }
  }
}
