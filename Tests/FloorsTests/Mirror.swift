// SPDX-License-Identifier: GPL-3.0-or-later

/// Which sources have no test file of their own, and why that is right.
enum Mirror {
  /// Parts that show only through their neighbour: the neighbour, whose test file covers them too.
  static let testedThrough: [String: [String]] = [
    "Aubio/FilterBank": ["Handles"],
    "Catalog/Attempts": ["Attempt", "Leases"],
    "Catalog/Ledger": ["Publication"],
    // Its parts show with a daemon that runs; the watchdog needs a service manager, as in ServiceTests.
    "Daemon/Daemon": ["Announcer", "Heart", "Meter", "Watch"],
    "Daemon/FilmRecord": ["FilmRecord+Words"],
    "Daemon/FolderBook": ["Agenda"],
    "Daemon/FolderReader": ["FolderLook"],
    "Daemon/Scheduler": [
      "Scheduler+Cache", "Scheduler+Control", "Scheduler+Explain", "Scheduler+Preparation",
      "Scheduler+Status",
    ],
    "FFmpeg/AudioReader": ["Resampler"],
    "FFmpeg/CanvasFilter": ["VideoStream"],
    "FFmpeg/Decoder": ["CodecContext"],
    // What a device's pictures go through on their way.
    "FFmpeg/Device": ["DeviceTrial", "Download"],
    "FFmpeg/Demuxer": ["ByteSource", "InputContext", "InterruptFlag"],
    "FFmpeg/DemuxerInfo": ["Color", "DemuxerInfo+Camera"],
    "FFmpeg/FootageReader": ["AreaMean", "PlanarConverter", "Plane"],
    "FFmpeg/PictureFilter": ["ColorFilter"],
    "FFmpeg/VideoReader": ["FrameSource"],
    // One kind of boundary each, and the tests of the detector have a film for each kind.
    "Footage/ShotDetector": ["Dissolves", "Fades", "HardCuts", "Wipes"],
    // What each format escapes, side by side.
    "Interchange/Escaping": ["HTMLText", "JSONText", "RelativeURL", "XMLText"],
    "Interchange/Report": ["ReportClock", "ReportFacts", "ReportSheet", "ReportTimeline"],
    "Jobs/Job": ["ClickJob", "CompareJob", "DeviceJob", "PreviewJob", "VerifyJob"],
    "Linux/Command": ["Spawn"],
    "Linux/LineReader": ["Readable"],
    "Linux/Sandbox": ["Landlock", "ProcessLimits"],
    "Linux/UnixListener": ["UnixAddress"],
    "Music/BarViterbi": ["BarSearch"],
    "Music/BeatFeatures": ["FeatureSeries"],
    // Against the training code's own answers, which depend on every number read and given.
    "Music/BeatNetwork": ["ModelBytes", "NetworkInput"],
    "Music/DenseLayer": ["VectorRows"],
    "Pango/TextPainter": [
      "Handles", "Layout+Drawing", "Layout+Fitting", "Layout+Missing", "PangoError", "Shadow",
      "TextBitmap",
    ],
    "Pipeline/Checkup": ["Checkup+Folders", "Checkup+Machine", "Checkup+Reading"],
    "Pipeline/Drafting": ["Draft", "PlanChoice"],
    "Pipeline/Enrolment": ["Enrolment+Findings", "Enrolment+Writing"],
    "Pipeline/Joining": ["FilmMaker"],
    "Pipeline/Measuring": ["Lease", "Measuring+Look", "Refusal"],
    "Pipeline/MontageMaker": [
      "MontageResult", "PieceMaker+Warmth", "RenderPath", "UnusableFootage",
    ],
    "Pipeline/PieceMaker": ["PieceMaker+Encoding"],
    "Planning/Arrangement": ["Arrangement+Worth"],
    "Planning/Casting": ["Casting+Choice", "Selection", "Worth"],
    "Planning/Planner": ["Draft", "Draft+Plan", "PlanFault"],
    "Planning/RenderPlan": ["CopyPath", "PieceIndex"],
    "Rendering/SegmentEncoder": ["PieceWriter"],
    // Mixed and laid aside for it.
    "Rendering/SoundMastering": ["SoundMaterial", "SoundMix"],
    "SQLite/Database": ["DatabaseFiles", "FileClaim"],
    "Settings/ConfigDecoder": ["ConfigKey"],
    "Settings/StyleFile": ["StyleKey"],
    "Status/Explanations": ["FileSentences", "MontageSentences"],
    "Status/FolderPage": [
      "FolderPage+HTML", "FolderPage+Text", "PageContent", "PageFilm", "PageStyle",
    ],
    // What they are written as.
    "Status/ServiceStatus": ["Explanation", "FolderStatus"],
    "Watching/ContainerWalk": ["Completeness", "Matroska", "MovieBox", "RIFF"],
    "Watching/FileKind": ["JunkNames"],
    "Watching/FolderScan": ["FolderListing"],
    // A look shows in its view.
    "Watching/FolderWatcher": ["DropFolder", "FolderView"],
    // The rules have tests of their own; what is done by them shows with workers that are there.
    "Workers/Governor": ["GovernedJob", "Governor+Status", "Governor+Watch", "GovernorState"],
    "Work/AnalyzeWork": ["AnalyzeWork+Sparse"],
    "YAML/Composer": ["EventParser"],
    "YAML/LiteralLines": ["FlowScanner", "LineRewriter", "LineShape", "ValueShape"],
  ]

  /// Stored values, or a protocol, and no behaviour: there is nothing to test.
  static let values: [String: [String]] = [
    "Footage": ["ShotBoundary"],
    "Logging": ["LogSink"],
    "Media": ["BeatHints", "FilmPreview", "ShotOrder", "TransitionStyle"],
    "Pango": ["TextStyle"],
    "Pipeline": ["Progress"],
    "Planning": ["PlanRequest"],
    "Workers": ["GovernorPace", "PoolStatus"],
  ]

  /// Where the tests of `Sources/Target/Name.swift` are; nil when it needs none.
  static func tests(of source: String) -> String? {
    let parts = source.split(separator: "/").map(String.init)
    let target = parts[1]
    let name = parts[2...].joined(separator: "/").replacing(".swift", with: "")
    if values[target]?.contains(name) == true { return nil }
    let neighbour = testedThrough.first { key, covered in
      key.hasPrefix(target + "/") && covered.contains(name)
    }
    let tested = neighbour.map { String($0.key.dropFirst(target.count + 1)) } ?? name
    return "Tests/\(target)Tests/\(tested)Tests.swift"
  }

  /// Every source that the two lists name.
  static var exceptions: [String] {
    let through = testedThrough.flatMap { key, names in
      names.map { "Sources/\(key.split(separator: "/")[0])/\($0).swift" }
    }
    return through + values.flatMap { key, names in names.map { "Sources/\(key)/\($0).swift" } }
  }
}
